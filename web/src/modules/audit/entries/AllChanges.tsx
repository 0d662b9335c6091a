import { Button } from '@mantine/core'
import { useProject } from '~/api/access'
import { usePages } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { ErrorState } from '~/ui/ErrorState'
import { Lines } from '~/ui/Skeletons'
import { sentWith, useNames } from '../names'
import { ChangeLine } from './ChangeLine'
import css from './entries.module.css'

/** AllChanges shows every row that an entry changed, a page at a time. */
export function AllChanges({ entry }: { entry: string }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'audit.change.list',
    {
      path: { project: useProject(), entry },
      query: { limit: 50 },
    },
  )
  const changes = data?.pages.flatMap(({ items }) => items)
  const names = useNames(changes ?? [], sentWith(data?.pages))
  if (error && !changes) return <ErrorState error={error} onRetry={refetch} />
  if (!changes) return <Lines count={3} />
  return (
    <>
      <ul className={css.lines}>
        {changes.map((change) => (
          <ChangeLine key={`${change.row} ${change.version}`} change={change} names={names} />
        ))}
      </ul>
      {hasNextPage && (
        <Button
          variant="default"
          size="compact-sm"
          loading={isFetchingNextPage}
          onClick={() => fetchNextPage()}
        >
          {m.audit_more()}
        </Button>
      )}
    </>
  )
}
