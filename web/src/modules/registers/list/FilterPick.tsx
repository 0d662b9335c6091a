import { Button, Menu } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useRef } from 'react'
import { m } from '~/lib/paraglide/messages'
import type { ReadyField } from '../thing/field'
import { useRegister } from '../thing/register'
import { type Anchor, anchorOf } from './ColumnMenu'

/** FilterPick chooses the field to narrow by, whether its column is shown or not. */
export function FilterPick({ onPick }: { onPick: (field: ReadyField, anchor: Anchor) => void }) {
  const { asked } = useRegister()
  const button = useRef<HTMLButtonElement>(null)
  return (
    <Menu position="bottom-start" width={260} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button
          ref={button}
          size="compact-sm"
          h={30}
          variant="default"
          flex="none"
          leftSection={<IconFilter size={16} aria-hidden />}
        >
          {m.registers_filter()}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {asked
          .filter(({ id }) => !id.endsWith('_other'))
          .map((field) => (
            <Menu.Item
              key={field.id}
              onClick={() => button.current && onPick(field, anchorOf(button.current))}
            >
              {field.label()}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  )
}
