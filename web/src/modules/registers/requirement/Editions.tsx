import { Button } from '@mantine/core'
import { usePages } from '~/api/query'
import { formatDate } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { ProblemNote } from '~/ui/ProblemNote'
import { Lines } from '~/ui/Skeletons'
import type { Line } from '../thing/api'
import { useRegister } from '../thing/register'
import css from './requirement.module.css'
import { type Difference, differencesOf, type Edition } from './wording'

/** Editions are what a requirement said each time it was approved, each with what it changed of the one before. */
export function Editions({ row }: { row: Line }) {
  const { project, fields, references } = useRegister()
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages('registers.edition.list', {
    path: { project, id: row.id },
  })
  if (error) return <ProblemNote problem={error} />
  if (!data) return <Lines count={2} />
  const editions: Edition[] = data.pages.flatMap(({ items }) => items)
  const newest = editions[0]
  if (!newest) return <p className="muted">{m.registers_editions_none()}</p>
  const now = row.state === 'proposed' || row.state === 'returned' ? differencesOf(newest, row, fields) : []
  return (
    <>
      <h4>{m.registers_editions()}</h4>
      <ol className={css.editions} reversed>
        {now.length > 0 && (
          <li>
            <strong>{m.registers_edition_now()}</strong>
            <Changes all={now} />
          </li>
        )}
        {editions.map((edition, at) => {
          const before = editions[at + 1]
          const changes = before && differencesOf(before, edition, fields)
          const who = references.label('person', edition.approved_by ?? '')
          return (
            <li key={edition.id}>
              <strong>{m.registers_edition_no({ edition: String(edition.number) })}</strong>
              <p className="muted figures">
                {[edition.approved_on && formatDate(edition.approved_on), who].filter(Boolean).join(' · ')}
              </p>
              {edition.reason && <p>{m.registers_approval_why({ reason: edition.reason })}</p>}
              {changes && changes.length > 0 && <Changes all={changes} />}
              {changes?.length === 0 && <p className="muted">{m.registers_edition_same()}</p>}
              {!before && !hasNextPage && <p className="muted">{m.registers_edition_first()}</p>}
            </li>
          )
        })}
      </ol>
      {hasNextPage && (
        <Button variant="subtle" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.registers_edition_more()}
        </Button>
      )}
    </>
  )
}

/** Changes says in words what became of each field. */
function Changes({ all }: { all: readonly Difference[] }) {
  const { show } = useRegister()
  return (
    <ul>
      {all.map(({ field, before, after }) => (
        <li key={field.key}>
          {m.registers_edition_change({
            field: field.label(),
            before: show(field, before) || m.registers_edition_nothing(),
            after: show(field, after) || m.registers_edition_nothing(),
          })}
        </li>
      ))}
    </ul>
  )
}
