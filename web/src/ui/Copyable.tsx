import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { m } from '~/lib/paraglide/messages'
import css from './copyable.module.css'
import { say, sayWrong } from './toast'

/** Copyable shows a text for machines, such as a hash, whole and ready to copy. */
export function Copyable({ label, text }: { label?: string; text: string }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      say(m.ui_copied())
    } catch (error) {
      sayWrong(error)
    }
  }
  return (
    <p className={css.line}>
      {label && <span className="muted">{label}</span>} <code>{text}</code>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconCopy size={16} aria-hidden />}
        onClick={copy}
      >
        {m.ui_copy()}
      </Button>
    </p>
  )
}
