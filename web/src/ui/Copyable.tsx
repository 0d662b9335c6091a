import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { m } from '~/lib/paraglide/messages'
import { copyText } from './copy'
import css from './copyable.module.css'

/** Copyable shows a text for machines, such as a hash, whole and ready to copy. */
export function Copyable({ label, text }: { label?: string; text: string }) {
  return (
    <p className={css.line}>
      {label && <span className="muted">{label}</span>} <code>{text}</code>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconCopy size={16} aria-hidden />}
        onClick={() => copyText(text)}
      >
        {m.ui_copy()}
      </Button>
    </p>
  )
}
