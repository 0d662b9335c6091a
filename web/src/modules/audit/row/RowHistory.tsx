import { Button } from '@mantine/core'
import { IconArrowBackUp, IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { call, type Item } from '~/api/call'
import { useRead } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { Back } from '~/ui/Back'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Note } from '~/ui/Note'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { Deltas } from '../entries/ChangeLine'
import { labelOf } from '../entries/label'
import { called, type Names, sentWith, useNames } from '../names'
import { needsFor } from '../restoring'
import { actionWords } from '../words/actions'
import { isTold } from '../words/fields'
import { originOf } from '../words/origins'
import { tableTitle } from '../words/tables'
import type { Image } from './differences'
import { Restore } from './Restore'
import css from './row.module.css'

/** Version is a row as one action left it. */
export type Version = Item<'audit.version.list'>

/** imageOf is a row as a version left it; a deletion left it as the version before did. */
export const imageOf = (version: Version): Image | undefined =>
  (version.image ?? undefined) as Image | undefined

/** titleOf names a row by all that its newest image says of it. */
function titleOf(newest: Version, names: Names): string {
  const label = labelOf(newest, names)
  const full = called((newest.image ?? {}) as Image)
  return full && newest.table.startsWith('registers.') ? `${tableTitle(newest.table)} ${full}` : label
}

/** RowHistory is every version of one row, the newest first, and the way back to each. */
export function RowHistory({ table, row }: { table: string; row: string }) {
  const path = { project: useProject(), table, row }
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['audit.version', 'audit.version.list', { path }, 'pages'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ signal, pageParam }) =>
      call('audit.version.list', { path, query: { limit: 50, before: pageParam }, signal }),
    getNextPageParam: (last) => last.next,
  })
  const versions = data?.pages.flatMap(({ items }) => items)
  const names = useNames(versions ?? [], sentWith(data?.pages))
  const { data: people } = useRead('accounts.person.list', { path })
  const why = useWhyNot(needsFor(table))
  const [chosen, setChosen] = useState<Version>()
  const newest = versions?.[0]
  const gone = newest?.op === 'D'
  const who = (person: string | null) =>
    people?.items.find(({ id }) => id === person)?.name ?? m.audit_somebody()

  return (
    <Page>
      <PageHeader
        above={<Back to={`/projects/${path.project}/history`}>{m.audit_back()}</Back>}
        title={newest ? titleOf(newest, names) : m.audit_title()}
        under={m.audit_row_about()}
      />
      {gone && <Note tone="warn">{m.audit_row_gone()}</Note>}
      {error && !versions ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !versions ? (
        <Lines count={8} />
      ) : versions.length === 0 ? (
        <EmptyState icon={IconHistory} title={m.audit_row_none()} />
      ) : (
        <ol className={css.versions}>
          {versions.map((version, at) => {
            const { label, icon: Mark } = originOf(version.origin)
            return (
              <li key={version.seq}>
                <div className={css.head}>
                  <p>
                    <b className="figures">{m.audit_version({ no: String(version.version) })}</b>{' '}
                    <strong>{who(version.person)}</strong> {actionWords(version.action)}
                  </p>
                  <p className={css.when}>
                    <span>
                      <Mark size={16} stroke={1.75} aria-hidden />{' '}
                      {[label(), version.device].filter(Boolean).join(' · ')}
                    </span>
                    <time dateTime={version.at}>{formatMoment(version.at)}</time>
                    {version.captured_at && (
                      <span>{m.audit_captured({ at: formatMoment(version.captured_at) })}</span>
                    )}
                  </p>
                </div>
                <Deltas
                  fields={version.fields.filter(({ field }) => isTold(field))}
                  op={version.op}
                  names={names}
                />
                {at === 0 && !gone ? (
                  <p className="muted">{m.audit_version_now()}</p>
                ) : version.op === 'D' && at > 0 ? null : (
                  <ActButton
                    why={why}
                    size="compact-md"
                    variant="default"
                    leftSection={<IconArrowBackUp size={16} aria-hidden />}
                    onClick={() => setChosen(version)}
                  >
                    {version.op === 'D' ? m.audit_restore_row() : m.audit_restore_version()}
                  </ActButton>
                )}
              </li>
            )
          })}
        </ol>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.audit_more()}
        </Button>
      )}
      {chosen && newest && (
        <Restore
          table={table}
          row={row}
          version={chosen}
          now={gone ? undefined : imageOf(newest)}
          names={names}
          onClose={() => setChosen(undefined)}
        />
      )}
    </Page>
  )
}
