import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { m } from '~/lib/paraglide/messages'
import { copyText } from './copy'
import css from './copyable.module.css'
import { Note } from './Note'

/** Secret shows a text the only time it can be seen. */
export function Secret({
  once,
  text,
  done,
  onDone,
}: {
  once: string
  text: string
  done: string
  onDone: () => void
}) {
  return (
    <>
      <Note tone="warn">{once}</Note>
      <div className={css.secret}>
        <code>{text}</code>
        <Button
          variant="default"
          leftSection={<IconCopy size={16} aria-hidden />}
          onClick={() => copyText(text)}
        >
          {m.ui_copy()}
        </Button>
      </div>
      <Button fullWidth onClick={onDone}>
        {done}
      </Button>
    </>
  )
}
