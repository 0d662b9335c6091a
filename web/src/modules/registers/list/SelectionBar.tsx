import { Button } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import css from './register.module.css'

/** SelectionBar says how many rows are selected, and what can be done with all of them. */
export function SelectionBar({
  count,
  onChange,
  onRemove,
  children,
}: {
  count: number
  onChange: (() => void) | undefined
  onRemove: (() => void) | undefined
  /** children are what else can be done with rows of this register. */
  children?: ReactNode
}) {
  return (
    <section className={css.bar} aria-label={m.registers_selection()}>
      <strong className="figures">{m.registers_selected({ count: formatNumber(count) })}</strong>
      {children}
      {onChange && (
        <Button
          size="compact-sm"
          h={30}
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={onChange}
        >
          {m.registers_bulk()}
        </Button>
      )}
      {onRemove && (
        <Button
          size="compact-sm"
          h={30}
          variant="default"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={onRemove}
        >
          {m.registers_remove()}
        </Button>
      )}
    </section>
  )
}
