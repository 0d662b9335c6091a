import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { m } from '~/lib/paraglide/messages'
import type { ReadyField } from '../thing/field'
import { useRegister } from '../thing/register'
import { type Anchor, anchorOf } from './ColumnMenu'
import { narrowedFields, narrowingOf, saidOf, without } from './filter'
import css from './filter.module.css'
import type { Place } from './url'

/** FilterChips show what the list is narrowed to; each can be changed and taken away. */
export function FilterChips({
  place,
  onPlace,
  onOpen,
}: {
  place: Place
  onPlace: (part: Partial<Place>) => void
  onOpen: (field: ReadyField, anchor: Anchor) => void
}) {
  const { asked, show } = useRegister()
  const narrowed = narrowedFields(place.filter, asked)
  if (narrowed.length === 0) return null
  return (
    <>
      <ul className={css.chips} aria-label={m.registers_filters()}>
        {narrowed.map((field) => {
          const said = saidOf(narrowingOf(place.filter, field), (value) =>
            show(field, field.type === 'number' ? Number(value) : value),
          )
          return (
            <li key={field.query} className={css.chip}>
              <button
                type="button"
                title={`${field.label()}: ${said}`}
                onClick={(event) => onOpen(field, anchorOf(event.currentTarget))}
              >
                <b>{field.label()}</b>: {said}
              </button>
              <button
                type="button"
                aria-label={m.registers_filter_remove({ column: field.label() })}
                onClick={() => onPlace({ filter: without(place.filter, field) })}
              >
                <IconX size={14} aria-hidden />
              </button>
            </li>
          )
        })}
      </ul>
      <Button size="compact-sm" variant="subtle" flex="none" onClick={() => onPlace({ filter: [] })}>
        {m.registers_filter_clear()}
      </Button>
    </>
  )
}
