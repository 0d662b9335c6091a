import { Popover } from '@mantine/core'
import {
  IconArrowLeft,
  IconArrowRight,
  IconEyeOff,
  IconLayoutRows,
  IconPencil,
  IconPinned,
  IconPinnedOff,
  IconSortAscending,
  IconSortAscending2,
  IconSortDescending,
  IconSortDescending2,
  IconTrash,
} from '@tabler/icons-react'
import { m } from '~/lib/paraglide/messages'
import type { ReadyField } from '../thing/field'
import { useRegister } from '../thing/register'
import { FilterEditor } from './FilterEditor'
import css from './filter.module.css'
import { canGroup } from './groups'
import type { Place } from './url'
import { arranged, frozenTo, moved, turned, type View } from './view'

/** Anchor is the part of the page that a menu hangs from. */
export type Anchor = { left: number; top: number; width: number; height: number }

/** anchorOf is where an element is on the screen. */
export function anchorOf(element: Element): Anchor {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { left, top, width, height }
}

/** ColumnMenu sorts, narrows, hides and moves one column. */
export function ColumnMenu({
  field,
  anchor,
  place,
  onPlace,
  view,
  onView,
  onOwn,
  onClose,
}: {
  field: ReadyField
  anchor: Anchor
  place: Place
  onPlace: (part: Partial<Place>) => void
  /** Left out where the menu only narrows, as from a chip. */
  onView?: ((change: (view: View) => View) => void) | undefined
  view: View
  /** onOwn changes or deletes a column that the project added. */
  onOwn: ((act: 'edit' | 'delete') => void) | undefined
  onClose: () => void
}) {
  const { fields } = useRegister()
  const sorted = place.sort.split(',').filter(Boolean)
  const others = sorted.filter((one) => one !== field.query && one !== `-${field.query}`)
  const { fields: shown, frozen } = arranged(view, fields)
  const last = shown[frozen - 1]?.id === field.id
  const sort = (order: string) => {
    onPlace({ sort: place.sort === order ? '' : order })
    onClose()
  }
  const arrange = (change: (view: View) => View) => {
    onView?.(change)
    onClose()
  }
  const title = m.registers_column_menu({ column: field.label() })
  return (
    <Popover
      opened
      onClose={onClose}
      onDismiss={onClose}
      position="bottom-start"
      width={300}
      shadow="md"
      trapFocus
      withRoles={false}
      returnFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <span style={{ position: 'fixed', pointerEvents: 'none', ...anchor }} />
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={title} p={10}>
        {onView && (
          <div className={css.menu}>
            <button type="button" aria-pressed={place.sort === field.query} onClick={() => sort(field.query)}>
              <IconSortAscending size={16} aria-hidden /> {m.registers_sort_rising()}
            </button>
            <button
              type="button"
              aria-pressed={place.sort === `-${field.query}`}
              onClick={() => sort(`-${field.query}`)}
            >
              <IconSortDescending size={16} aria-hidden /> {m.registers_sort_falling()}
            </button>
            {others.length > 0 &&
              ([field.query, `-${field.query}`] as const).map((order) => {
                const Mark = order.startsWith('-') ? IconSortDescending2 : IconSortAscending2
                return (
                  <button
                    key={order}
                    type="button"
                    aria-pressed={sorted.length > 1 && sorted.includes(order)}
                    onClick={() => sort([...others, order].join(','))}
                  >
                    <Mark size={16} aria-hidden />
                    {order.startsWith('-') ? m.registers_sort_also_falling() : m.registers_sort_also_rising()}
                  </button>
                )
              })}
            {canGroup(field) && (
              <button
                type="button"
                aria-pressed={view.group === field.query}
                onClick={() =>
                  arrange(({ group, ...rest }) =>
                    group === field.query ? rest : { ...rest, group: field.query },
                  )
                }
              >
                <IconLayoutRows size={16} aria-hidden /> {m.registers_group_by()}
              </button>
            )}
            <hr />
          </div>
        )}
        <FilterEditor
          field={field}
          filter={place.filter}
          q={place.q}
          onFilter={(filter) => onPlace({ filter })}
        />
        {onView && (
          <div className={css.menu}>
            <hr />
            <button type="button" onClick={() => arrange((view) => moved(view, fields, field.id, -1))}>
              <IconArrowLeft size={16} aria-hidden /> {m.registers_column_left()}
            </button>
            <button type="button" onClick={() => arrange((view) => moved(view, fields, field.id, 1))}>
              <IconArrowRight size={16} aria-hidden /> {m.registers_column_right()}
            </button>
            <button
              type="button"
              onClick={() => arrange((view) => frozenTo(view, fields, last ? undefined : field.id))}
            >
              {last ? <IconPinnedOff size={16} aria-hidden /> : <IconPinned size={16} aria-hidden />}
              {last ? m.registers_column_unfreeze() : m.registers_column_freeze()}
            </button>
            <button type="button" onClick={() => arrange((view) => turned(view, fields, field.id))}>
              <IconEyeOff size={16} aria-hidden /> {m.registers_column_hide()}
            </button>
            {onOwn &&
              (['edit', 'delete'] as const).map((act) => (
                <button
                  key={act}
                  type="button"
                  onClick={() => {
                    onClose()
                    onOwn(act)
                  }}
                >
                  {act === 'edit' ? (
                    <IconPencil size={16} aria-hidden />
                  ) : (
                    <IconTrash size={16} aria-hidden />
                  )}
                  {act === 'edit' ? m.registers_own_edit() : m.registers_own_delete()}
                </button>
              ))}
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
