import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '~/api/call'
import { useWrite } from '~/api/query'
import { formatAgo, formatDate } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { Confirm } from '~/ui/Confirm'
import { type Column, DataTable } from '~/ui/DataTable'
import { Panel } from '~/ui/Page'
import { say } from '~/ui/toast'
import { passkeys } from '../session/passkey'
import { whyKept } from './kept'
import { NamePasskey } from './NamePasskey'
import { NewPasskey } from './NewPasskey'
import css from './security.module.css'

type Security = Answer<'accounts.security.read'>
type Passkey = Security['passkeys'][number]

/** Passkeys are the keys that one's devices keep, with which one signs in without a password. */
export function Passkeys({ security }: { security: Security }) {
  const [adding, setAdding] = useState(false)
  const [naming, setNaming] = useState<Passkey>()
  const [leaving, setLeaving] = useState<Passkey>()
  const remove = useWrite('accounts.passkey.remove', {
    touches: ['accounts.security', 'accounts.session', 'accounts.event'],
    onDone: () => {
      setLeaving(undefined)
      say(m.accounts_passkey_removed())
    },
  })
  const columns: Column<Passkey>[] = [
    { key: 'name', title: m.accounts_passkey(), show: ({ name }) => name },
    { key: 'made', title: m.ui_token_made(), show: ({ made_at }) => formatDate(made_at) },
    {
      key: 'used',
      title: m.ui_token_used(),
      show: ({ used_at }) => (used_at ? formatAgo(used_at) : m.ui_token_unused()),
    },
    {
      key: 'acts',
      title: m.accounts_actions(),
      hidden: true,
      align: 'right',
      show: (passkey) => (
        <span className={css.acts}>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${m.accounts_passkey_name_act()}: ${passkey.name}`}
            onClick={() => setNaming(passkey)}
          >
            {m.accounts_passkey_name_act()}
          </Button>
          <ActButton
            why={whyKept(security)}
            size="compact-sm"
            variant="default"
            aria-label={`${m.accounts_passkey_remove()}: ${passkey.name}`}
            onClick={() => setLeaving(passkey)}
          >
            {m.accounts_passkey_remove()}
          </ActButton>
        </span>
      ),
    },
  ]
  return (
    <Panel
      title={m.accounts_passkeys()}
      under={m.accounts_passkeys_about()}
      acts={
        <ActButton
          why={passkeys() ? undefined : m.accounts_passkey_not_here()}
          variant="default"
          onClick={() => setAdding(true)}
        >
          {m.accounts_passkey_add()}
        </ActButton>
      }
    >
      {security.passkeys.length === 0 ? (
        <p className="muted">{m.accounts_passkeys_none()}</p>
      ) : (
        <DataTable
          caption={m.accounts_passkeys()}
          columns={columns}
          rows={security.passkeys}
          rowKey={({ id }) => id}
        />
      )}
      {adding && <NewPasskey onClose={() => setAdding(false)} />}
      {naming && <NamePasskey passkey={naming} onClose={() => setNaming(undefined)} />}
      <Confirm
        opened={leaving !== undefined}
        title={m.accounts_passkey_remove_title({ name: leaving?.name ?? '' })}
        act={m.accounts_passkey_remove()}
        onConfirm={() => leaving && remove.mutate({ path: { passkey: leaving.id } })}
        onClose={() => setLeaving(undefined)}
        busy={remove.isPending}
        problem={remove.error}
      >
        <p>{m.accounts_passkey_remove_about()}</p>
      </Confirm>
    </Panel>
  )
}
