import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Item } from '~/api/call'
import { useRead, useWrite } from '~/api/query'
import { formatAgo, formatDate } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { Confirm } from '~/ui/Confirm'
import { type Column, DataTable } from '~/ui/DataTable'
import { ErrorState } from '~/ui/ErrorState'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import { say } from '~/ui/toast'
import { NewToken } from './NewToken'
import { scopeWords } from './scopes'

type Token = Item<'accounts.token.list'>

/** Tokens lists the keys that one's own programs sign in with. */
export function Tokens() {
  const { data, error, refetch } = useRead('accounts.token.list')
  const [making, setMaking] = useState(false)
  const [leaving, setLeaving] = useState<Token>()
  const revoke = useWrite('accounts.token.revoke', {
    onDone: () => {
      setLeaving(undefined)
      say(m.accounts_token_revoked())
    },
  })
  const columns: Column<Token>[] = [
    {
      key: 'name',
      title: m.accounts_token_key(),
      show: ({ name, prefix }) => (
        <>
          {name} <code className="muted">{prefix}…</code>
        </>
      ),
    },
    { key: 'scopes', title: m.accounts_token_scopes(), show: ({ scopes }) => scopeWords(scopes) },
    { key: 'made', title: m.accounts_token_made(), show: ({ created_at }) => formatDate(created_at) },
    {
      key: 'used',
      title: m.accounts_token_used(),
      show: ({ used_at }) => (used_at ? formatAgo(used_at) : m.accounts_token_never_used()),
    },
    {
      key: 'expires',
      title: m.accounts_token_expires(),
      show: ({ expires_at }) => (expires_at ? formatDate(expires_at) : m.accounts_token_never()),
    },
    {
      key: 'acts',
      title: m.accounts_actions(),
      hidden: true,
      align: 'right',
      show: (token) => (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${m.accounts_token_revoke()}: ${token.name}`}
          onClick={() => setLeaving(token)}
        >
          {m.accounts_token_revoke()}
        </Button>
      ),
    },
  ]
  return (
    <Panel
      title={m.accounts_tokens()}
      under={m.accounts_tokens_about()}
      acts={
        <Button variant="default" onClick={() => setMaking(true)}>
          {m.accounts_token_new()}
        </Button>
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={2} />
      ) : data.items.length === 0 ? (
        <p className="muted">{m.accounts_tokens_none()}</p>
      ) : (
        <DataTable
          caption={m.accounts_tokens()}
          columns={columns}
          rows={data.items}
          rowKey={({ id }) => id}
        />
      )}
      {making && <NewToken onClose={() => setMaking(false)} />}
      <Confirm
        opened={leaving !== undefined}
        title={m.accounts_token_revoke_title({ name: leaving?.name ?? '' })}
        act={m.accounts_token_revoke()}
        onConfirm={() => leaving && revoke.mutate({ path: { token: leaving.id } })}
        onClose={() => setLeaving(undefined)}
        busy={revoke.isPending}
        problem={revoke.error}
      >
        <p>{m.accounts_token_revoke_about()}</p>
      </Confirm>
    </Panel>
  )
}
