import { today } from '~/lib/date'
import type { Language } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import type { OwnColumn } from './own'

/** Target is what a reference leads to. */
export type Target =
  | 'discipline'
  | 'phase'
  | 'milestone'
  | 'method'
  | 'system'
  | 'requirement'
  | 'location'
  | 'type'
  | 'company'
  | 'person'
  | 'class'
  | 'document'

/** Word is one value of a field of few, with what people call it. */
export type Word = { value: string; label: () => string }

/** Field is one column of a register as it is described once for the grid, the form, the filters and the import. */
export type Field = {
  /** key is the field's name on the server; of a text in both languages, without the language. */
  key: string
  label: () => string
  type: 'text' | 'long' | 'number' | 'date' | 'boolean' | 'choice' | 'several' | 'status' | 'reference'
  width: number
  to?: Target
  choices?: readonly Word[]
  unit?: string
  required?: true
  /** past is what a day is called that has gone by, beside it. */
  past?: () => string
  /** both tells that the text stands in Danish and in English. */
  both?: true
  frozen?: true
  /** shown tells that the column is there until somebody hides it. */
  shown?: true
  /** fixed tells that the server alone sets the field. */
  fixed?: true
  /** told tells that it follows from something else, so that no file brings it. */
  told?: true
  /** own is what the project says of a column that it added. */
  own?: OwnColumn
}

/** ReadyField is a field as one reader meets it. */
export type ReadyField = Field & {
  /** id names the column where its place and width are kept; it is the same in both languages. */
  id: string
  /** query names the field in filters and orders; without a language it means the reader's, else the other. */
  query: string
  /** fallback is the field that is shown while this one is empty. */
  fallback?: string
}

/** remarkOf says what a day is called that has gone by; nothing of another, or of a field that does not tell. */
export const remarkOf = ({ past }: Pick<Field, 'past'>, value: unknown, now = today()): string =>
  past && typeof value === 'string' && value !== '' && value < now ? past() : ''

const otherWords: Record<Language, (words: { label: string }) => string> = {
  da: m.registers_in_danish,
  en: m.registers_in_english,
}

/**
 * readyFields gives the fields for a reader. A text in both languages becomes
 * two: the reader's own, which shows the other's while it is empty, and the other.
 */
export function readyFields(fields: readonly Field[], language: Language): ReadyField[] {
  const other = language === 'da' ? 'en' : 'da'
  return fields.flatMap((field) => {
    if (!field.both) return [{ ...field, id: field.key, query: field.key }]
    const [own, foreign] = [`${field.key}_${language}`, `${field.key}_${other}`]
    const { frozen: _, shown: __, required: ___, ...plain } = field
    return [
      { ...field, id: field.key, key: own, query: field.key, fallback: foreign },
      {
        ...plain,
        id: `${field.key}_other`,
        key: foreign,
        query: foreign,
        label: () => otherWords[other]({ label: field.label() }),
      },
    ]
  })
}

/** placeField is where a thing lies: lists are narrowed by it, with all that lies in a location, but no register has it as a column. */
export const placeField: Field = {
  key: 'place',
  label: m.registers_field_place,
  type: 'reference',
  to: 'location',
  width: 160,
  fixed: true,
}

/** meta are the fields that the server keeps of every row. */
export const meta: readonly Field[] = [
  {
    key: 'created_by',
    label: m.registers_field_created_by,
    type: 'reference',
    to: 'person',
    width: 160,
    fixed: true,
  },
  { key: 'created_at', label: m.registers_field_created_at, type: 'date', width: 150, fixed: true },
  { key: 'changed_at', label: m.registers_field_changed_at, type: 'date', width: 150, fixed: true },
]
