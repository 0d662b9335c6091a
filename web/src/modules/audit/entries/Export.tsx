import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useAccess, useProject } from '~/api/access'
import { addressOf } from '~/api/call'
import { download } from '~/api/download'
import { m } from '~/lib/paraglide/messages'
import { can, whyNot } from '~/lib/rights'
import { ActButton } from '~/ui/ActButton'
import { sayWrong } from '~/ui/toast'
import { fieldTitles } from '../words/fields'
import { type Asked, queryOf } from './asked'

/** Export hands out the history, as far as it is narrowed, as a file. */
export function Export({ asked }: { asked: Asked }) {
  const project = useProject()
  const access = useAccess()
  const label = m.audit_export()
  if (!can(access, ['history.export', 'exports.export'])) {
    return (
      <ActButton
        why={whyNot(access, 'history.export')}
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        {label}
      </ActButton>
    )
  }
  const send = (format: 'csv' | 'jsonl') => {
    const { limit: _, entry: __, ...query } = queryOf(asked)
    const titles = format === 'csv' ? { titles: JSON.stringify(fieldTitles()) } : {}
    const [, address] = addressOf('audit.entry.export', {
      path: { project },
      query: { ...query, format, ...titles },
    })
    download(address).catch(sayWrong)
  }
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => send('csv')}>{m.audit_export_csv()}</Menu.Item>
        <Menu.Item onClick={() => send('jsonl')}>{m.audit_export_jsonl()}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
