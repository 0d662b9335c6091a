import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Problem } from '~/api/problem'
import { formatAgo, formatDate } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { Confirm } from './Confirm'
import { type Column, DataTable } from './DataTable'
import { ErrorState } from './ErrorState'
import { Panel } from './Page'
import { Lines } from './Skeletons'

/** Token is what any token is known by, whoever acts by it. */
export type Token = {
  id: string
  name: string
  prefix?: string
  created_at: string
  used_at?: string | null
  expires_at?: string | null
  revoked_at?: string | null
}

/** Listed is a list of tokens that is read page by page. */
type Listed<T> = {
  data: { pages: { items: T[] }[] } | undefined
  error: Problem | null
  refetch: () => unknown
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}

/** Revoking is how a token is ended; it says when it is done. */
type Revoking<T> = { act: (token: T, done: () => void) => void; busy: boolean; problem: Problem | null }

/** until says how long a token works. */
const until = ({ revoked_at, expires_at }: Token): string => {
  if (revoked_at) return m.ui_token_revoked_on({ date: formatDate(revoked_at) })
  return expires_at ? formatDate(expires_at) : m.ui_token_endless()
}

/** TokenPanel lists tokens, makes new ones, and revokes them after asking. */
export function TokenPanel<T extends Token>({
  title,
  about,
  none,
  called,
  may,
  list,
  revoking,
  revokeAbout,
  making,
}: {
  title: string
  about: string
  /** none is said in place of an empty list. */
  none: string
  /** called is the title over the tokens' names. */
  called: string
  may: (token: T) => ReactNode
  list: Listed<T>
  revoking: Revoking<T>
  /** revokeAbout says what comes of revoking. */
  revokeAbout: string
  making: (onClose: () => void) => ReactNode
}) {
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<T>()
  const tokens = list.data?.pages.flatMap(({ items }) => items)
  const columns: Column<T>[] = [
    {
      key: 'name',
      title: called,
      show: ({ name, prefix }) => (
        <>
          {name} {prefix && <code className="muted">{prefix}…</code>}
        </>
      ),
    },
    { key: 'may', title: m.ui_token_may(), show: may },
    { key: 'made', title: m.ui_token_made(), show: ({ created_at }) => formatDate(created_at) },
    {
      key: 'used',
      title: m.ui_token_used(),
      show: ({ used_at }) => (used_at ? formatAgo(used_at) : m.ui_token_unused()),
    },
    { key: 'until', title: m.ui_token_expires(), show: until },
    {
      key: 'acts',
      title: m.ui_token_acts(),
      hidden: true,
      align: 'right',
      show: (token) =>
        !token.revoked_at && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${m.ui_token_revoke()}: ${token.name}`}
            onClick={() => setLeaving(token)}
          >
            {m.ui_token_revoke()}
          </Button>
        ),
    },
  ]
  return (
    <Panel
      title={title}
      under={about}
      acts={
        <Button variant="default" onClick={() => setAdding(true)}>
          {m.ui_token_new()}
        </Button>
      }
    >
      {list.error ? (
        <ErrorState error={list.error} onRetry={list.refetch} />
      ) : !tokens ? (
        <Lines count={2} />
      ) : tokens.length === 0 ? (
        <p className="muted">{none}</p>
      ) : (
        <DataTable caption={title} columns={columns} rows={tokens} rowKey={({ id }) => id} />
      )}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {m.ui_token_more()}
        </Button>
      )}
      {adding && making(() => setAdding(false))}
      <Confirm
        opened={leaving !== undefined}
        title={m.ui_token_revoke_title({ name: leaving?.name ?? '' })}
        act={m.ui_token_revoke()}
        onConfirm={() => leaving && revoking.act(leaving, () => setLeaving(undefined))}
        onClose={() => setLeaving(undefined)}
        busy={revoking.busy}
        problem={revoking.problem}
      >
        <p>{revokeAbout}</p>
      </Confirm>
    </Panel>
  )
}
