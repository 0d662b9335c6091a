import { Button } from '@mantine/core'
import { IconCopy, IconDownload } from '@tabler/icons-react'
import { m } from '~/lib/paraglide/messages'
import { saveFile } from '~/lib/saveFile'
import { copyText } from '~/ui/copy'
import { Note } from '~/ui/Note'
import css from './security.module.css'

/** NewCodes shows recovery codes the only time they can be seen. */
export function NewCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const text = `${codes.join('\n')}\n`
  return (
    <>
      <Note tone="warn">{m.accounts_codes_once()}</Note>
      <ul className={css.codes} aria-label={m.accounts_codes()}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={css.acts}>
        <Button
          variant="default"
          leftSection={<IconCopy size={16} aria-hidden />}
          onClick={() => copyText(text)}
        >
          {m.ui_copy()}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => saveFile('cxweb-recovery-codes.txt', new Blob([text], { type: 'text/plain' }))}
        >
          {m.accounts_codes_save()}
        </Button>
      </div>
      <Button fullWidth onClick={onClose}>
        {m.accounts_codes_done()}
      </Button>
    </>
  )
}
