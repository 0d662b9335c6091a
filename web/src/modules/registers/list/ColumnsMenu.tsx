import { Button, Popover } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { m } from '~/lib/paraglide/messages'
import { useRegister } from '../thing/register'
import css from './columns.module.css'
import { canGroup } from './groups'
import { arranged, moved, turned, type View } from './view'

const densities = {
  device: m.registers_density_device,
  compact: m.registers_density_compact,
  normal: m.registers_density_normal,
  touch: m.registers_density_touch,
}

/** ColumnsMenu shows, hides and orders the columns of the table, and says how high its rows are. */
export function ColumnsMenu({
  view,
  onView,
  onGroups,
  onAdd,
}: {
  view: View
  onView: (change: (view: View) => View) => void
  /** onGroups opens all groups, or closes them. */
  onGroups: (open: boolean) => void
  /** onAdd adds a column of the project's own. */
  onAdd: (() => void) | undefined
}) {
  const { fields } = useRegister()
  const [opened, setOpened] = useState(false)
  const { fields: shown, frozen } = arranged(view, fields)
  const hidden = fields.filter((field) => !shown.includes(field))
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={320}
      position="bottom-end"
      shadow="md"
      trapFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Button
          size="compact-sm"
          h={30}
          variant="default"
          leftSection={<IconColumns3 size={16} aria-hidden />}
          onClick={() => setOpened(!opened)}
        >
          {m.registers_columns()}
        </Button>
      </Popover.Target>
      <Popover.Dropdown
        p={10}
        mah="min(680px, 76dvh)"
        style={{ overflowY: 'auto' }}
        aria-label={m.registers_columns()}
      >
        <ul className={css.columns}>
          {shown.map((field, at) => (
            <li key={field.id} data-frozen={at < frozen || undefined}>
              <label>
                <input
                  type="checkbox"
                  checked
                  disabled={shown.length === 1}
                  onChange={() => onView((now) => turned(now, fields, field.id))}
                />
                {field.label()}
              </label>
              {([-1, 1] as const).map((by) => {
                const other = shown[at + by]
                const words = by < 0 ? m.registers_column_earlier : m.registers_column_later
                const Mark = by < 0 ? IconArrowUp : IconArrowDown
                return (
                  <button
                    key={by}
                    type="button"
                    disabled={!other}
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
        {onAdd && (
          <Button
            size="compact-sm"
            variant="subtle"
            mt={6}
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => {
              setOpened(false)
              onAdd()
            }}
          >
            {m.registers_own_add()}
          </Button>
        )}
        <label className={css.group}>
          {m.registers_group()}
          <select
            aria-label={m.registers_group()}
            value={view.group ?? ''}
            onChange={({ currentTarget: { value } }) =>
              onView(({ group: _, ...now }) => (value ? { ...now, group: value } : now))
            }
          >
            <option value="">{m.registers_group_none()}</option>
            {fields.filter(canGroup).map((field) => (
              <option key={field.id} value={field.query}>
                {field.label()}
              </option>
            ))}
          </select>
        </label>
        {view.group && (
          <div className={css.fold}>
            <Button size="compact-sm" variant="default" onClick={() => onGroups(true)}>
              {m.registers_group_open()}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => onGroups(false)}>
              {m.registers_group_close()}
            </Button>
          </div>
        )}
        <fieldset className={css.density}>
          <legend>{m.registers_density()}</legend>
          {([undefined, 'compact', 'normal', 'touch'] as const).map((density) => (
            <label key={density ?? 'device'}>
              <input
                type="radio"
                name="density"
                checked={view.density === density}
                onChange={() => onView(({ density: _, ...now }) => (density ? { ...now, density } : now))}
              />
              {densities[density ?? 'device']()}
            </label>
          ))}
        </fieldset>
        <Button size="compact-sm" variant="subtle" mt={8} onClick={() => onView(() => ({ widths: {} }))}>
          {m.registers_columns_reset()}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
