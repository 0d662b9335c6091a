import { Button, Popover } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react'
import { m } from '~/lib/paraglide/messages'
import { useRegister } from '../thing/register'
import css from './columns.module.css'
import { moved, shownFields, turned, type View } from './view'

/** ColumnsMenu shows, hides and orders the columns of the table. */
export function ColumnsMenu({
  view,
  onView,
}: {
  view: View
  onView: (change: (view: View) => View) => void
}) {
  const { fields } = useRegister()
  const shown = shownFields(view, fields)
  const hidden = fields.filter((field) => !shown.includes(field))
  // Frozen columns stand first, whatever the order; they are moved among themselves.
  const inOrder = [...shown.filter(({ frozen }) => frozen), ...shown.filter(({ frozen }) => !frozen)]
  return (
    <Popover width={320} position="bottom-end" shadow="md" trapFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Button
          size="compact-sm"
          h={30}
          variant="default"
          leftSection={<IconColumns3 size={16} aria-hidden />}
        >
          {m.registers_columns()}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={10} aria-label={m.registers_columns()}>
        <ul className={css.columns}>
          {inOrder.map((field, at) => (
            <li key={field.id}>
              <label>
                <input
                  type="checkbox"
                  checked
                  disabled={inOrder.length === 1}
                  onChange={() => onView((now) => turned(now, fields, field.id))}
                />
                {field.label()}
              </label>
              {([-1, 1] as const).map((by) => {
                const other = inOrder[at + by]
                const words = by < 0 ? m.registers_column_earlier : m.registers_column_later
                const Mark = by < 0 ? IconArrowUp : IconArrowDown
                return (
                  <button
                    key={by}
                    type="button"
                    disabled={!other || Boolean(other.frozen) !== Boolean(field.frozen)}
                    aria-label={words({ column: field.label() })}
                    onClick={() => onView((now) => moved(now, fields, field.id, by))}
                  >
                    <Mark size={16} aria-hidden />
                  </button>
                )
              })}
            </li>
          ))}
        </ul>
        {hidden.length > 0 && <p className={css.rest}>{m.registers_columns_hidden()}</p>}
        <ul className={css.columns}>
          {hidden.map((field) => (
            <li key={field.id}>
              <label>
                <input
                  type="checkbox"
                  checked={false}
                  onChange={() => onView((now) => turned(now, fields, field.id))}
                />
                {field.label()}
              </label>
            </li>
          ))}
        </ul>
        <Button size="compact-sm" variant="subtle" mt={8} onClick={() => onView(() => ({ widths: {} }))}>
          {m.registers_columns_reset()}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
