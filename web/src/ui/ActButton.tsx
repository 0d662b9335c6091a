import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import '@mantine/core/styles/Tooltip.layer.css'
import type { MouseEvent } from 'react'

/**
 * ActButton is a button for something one may not be allowed to do: given a
 * reason, it stays readable and reachable, says why, and does nothing.
 */
export function ActButton({
  why,
  onClick,
  ...props
}: ButtonProps & {
  why: string | undefined
  'aria-label'?: string
  onClick?: (event: MouseEvent) => void
  children: React.ReactNode
}) {
  if (!why) return <Button {...props} {...(onClick ? { onClick } : {})} />
  return (
    <Tooltip label={why}>
      <Button {...props} data-disabled aria-disabled onClick={(event) => event.preventDefault()} />
    </Tooltip>
  )
}
