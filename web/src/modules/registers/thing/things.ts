import {
  type Icon,
  IconBox,
  IconBuildingFactory,
  IconCategory,
  IconChecklist,
  IconComponents,
  IconGauge,
  IconGavel,
  IconMapPin,
  IconPackage,
  IconSitemap,
  IconStack2,
  IconTimeline,
  IconTool,
} from '@tabler/icons-react'
import { language, named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import type { Field } from './field'
import { list, ownClass, phase, requirement } from './fields/lists'
import { component, instrument, location, system, type } from './fields/plant'
import { row } from './fields/row'
import { serviceTask, sparePart } from './fields/service'

/** Thing is one kind of register. */
export type Thing =
  | 'row'
  | 'system'
  | 'component'
  | 'instrument'
  | 'service_task'
  | 'spare_part'
  | 'requirement'
  | 'location'
  | 'type'
  | 'discipline'
  | 'method'
  | 'phase'
  | 'own_class'

/** Register is what the screens know of one register. */
export type Register = {
  thing: Thing
  /** plural is its name in addresses and tables. */
  plural: string
  area: 'registers' | 'requirements'
  label: () => string
  /** about says what it is for, where it is empty. */
  about: () => string
  empty: () => string
  add: () => string
  icon: Icon
  fields: readonly Field[]
  /** cards tells that a tablet held upright shows it as cards. */
  cards?: true
}

const word = (
  thing: Thing,
  plural: string,
  words: Pick<Register, 'label' | 'about' | 'empty' | 'add'>,
  icon: Icon,
  fields: readonly Field[],
  more: Partial<Register> = {},
): Register => ({
  thing,
  plural,
  area: 'registers',
  ...words,
  icon,
  fields,
  ...more,
})

/** registers are all registers, in the order of their tabs. */
export const registers: readonly Register[] = [
  word(
    'row',
    'rows',
    {
      label: m.registers_rows,
      about: m.registers_rows_about,
      empty: m.registers_rows_empty,
      add: m.registers_rows_add,
    },
    IconChecklist,
    row,
    { cards: true },
  ),
  word(
    'system',
    'systems',
    {
      label: m.registers_systems,
      about: m.registers_systems_about,
      empty: m.registers_systems_empty,
      add: m.registers_systems_add,
    },
    IconBuildingFactory,
    system,
    { cards: true },
  ),
  word(
    'component',
    'components',
    {
      label: m.registers_components,
      about: m.registers_components_about,
      empty: m.registers_components_empty,
      add: m.registers_components_add,
    },
    IconComponents,
    component,
    { cards: true },
  ),
  word(
    'requirement',
    'requirements',
    {
      label: m.registers_requirements,
      about: m.registers_requirements_about,
      empty: m.registers_requirements_empty,
      add: m.registers_requirements_add,
    },
    IconGavel,
    requirement,
    { area: 'requirements', cards: true },
  ),
  word(
    'location',
    'locations',
    {
      label: m.registers_locations,
      about: m.registers_locations_about,
      empty: m.registers_locations_empty,
      add: m.registers_locations_add,
    },
    IconMapPin,
    location,
  ),
  word(
    'type',
    'types',
    {
      label: m.registers_types,
      about: m.registers_types_about,
      empty: m.registers_types_empty,
      add: m.registers_types_add,
    },
    IconBox,
    type,
  ),
  word(
    'instrument',
    'instruments',
    {
      label: m.registers_instruments,
      about: m.registers_instruments_about,
      empty: m.registers_instruments_empty,
      add: m.registers_instruments_add,
    },
    IconGauge,
    instrument,
    { cards: true },
  ),
  word(
    'service_task',
    'service_tasks',
    {
      label: m.registers_service_tasks,
      about: m.registers_service_tasks_about,
      empty: m.registers_service_tasks_empty,
      add: m.registers_service_tasks_add,
    },
    IconTool,
    serviceTask,
    { cards: true },
  ),
  word(
    'spare_part',
    'spare_parts',
    {
      label: m.registers_spare_parts,
      about: m.registers_spare_parts_about,
      empty: m.registers_spare_parts_empty,
      add: m.registers_spare_parts_add,
    },
    IconPackage,
    sparePart,
    { cards: true },
  ),
  word(
    'own_class',
    'own_classes',
    {
      label: m.registers_own_classes,
      about: m.registers_own_classes_about,
      empty: m.registers_own_classes_empty,
      add: m.registers_own_classes_add,
    },
    IconSitemap,
    ownClass,
  ),
  word(
    'discipline',
    'disciplines',
    {
      label: m.registers_disciplines,
      about: m.registers_disciplines_about,
      empty: m.registers_disciplines_empty,
      add: m.registers_disciplines_add,
    },
    IconCategory,
    list,
  ),
  word(
    'method',
    'methods',
    {
      label: m.registers_methods,
      about: m.registers_methods_about,
      empty: m.registers_methods_empty,
      add: m.registers_methods_add,
    },
    IconStack2,
    list,
  ),
  word(
    'phase',
    'phases',
    {
      label: m.registers_phases,
      about: m.registers_phases_about,
      empty: m.registers_phases_empty,
      add: m.registers_phases_add,
    },
    IconTimeline,
    phase,
  ),
]

/** registerOf finds a register by its name, in the singular or the plural. */
export const registerOf = (name: string | undefined): Register | undefined =>
  registers.find(({ thing, plural }) => thing === name || plural === name)

/** titleOf names a row to people: its tag, code or number, and its name in the reader's language. */
export function titleOf(row: Record<string, unknown>): string {
  const text = (key: string) => (typeof row[key] === 'string' ? (row[key] as string) : '')
  const no = typeof row.no === 'number' ? m.registers_row_no({ no: String(row.no) }) : ''
  const code = text('tag') || text('code') || no || (text('name') && text('serial'))
  const [own, other] = language() === 'da' ? ['da', 'en'] : ['en', 'da']
  const title =
    text(`title_${own}`) || text(`title_${other}`) || named(row as { name_da?: string }) || text('name')
  return [code, title].filter((part, at, all) => part && all.indexOf(part) === at).join(' · ')
}
