import { IconGridDots, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { useRead } from '~/api/query'
import { formatDate, today } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { StatusChip } from '~/ui/StatusChip'
import css from '../integration.module.css'
import { MatrixSheet } from '../matrix/MatrixSheet'
import { titleOf } from '../words'

/** MatricesPage lists the cause-and-effect matrices, and when each is to be tested anew. */
export default function MatricesPage() {
  const project = useProject()
  const why = useWhyNot('tests.edit_all')
  const [making, setMaking] = useState(false)
  const { data, error, refetch } = useRead('integration.matrix.list', { path: { project } })
  const make = (
    <ActButton why={why} leftSection={<IconPlus size={18} />} onClick={() => setMaking(true)}>
      {m.integration_new()}
    </ActButton>
  )
  return (
    <Page>
      <PageHeader title={m.integration_title()} under={m.integration_about()} acts={make} />
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={4} />
      ) : data.items.length === 0 ? (
        <EmptyState icon={IconGridDots} title={m.integration_none()} acts={make}>
          {m.integration_none_about()}
        </EmptyState>
      ) : (
        <ul className={css.list}>
          {data.items.map((one) => {
            const newest = one.rounds[0]
            return (
              <li key={one.id}>
                <div className={css.what}>
                  <Link to={`/projects/${project}/matrices/${one.id}`}>
                    <span className="figures">{one.code}</span> {titleOf(one)}
                  </Link>
                  <p className="muted">
                    {m.integration_counts({
                      causes: String(one.counts?.causes ?? 0),
                      effects: String(one.counts?.effects ?? 0),
                      links: String(one.counts?.links ?? 0),
                    })}
                  </p>
                </div>
                <p className={css.figures}>
                  {one.next_on && (
                    <span className={one.next_on < today() ? css.over : 'muted'}>
                      {one.next_on < today()
                        ? m.integration_overdue({ day: formatDate(one.next_on) })
                        : m.integration_next({ day: formatDate(one.next_on) })}
                    </span>
                  )}
                  <StatusChip status={newest ? newest.result || 'in_progress' : 'not_started'} />
                </p>
              </li>
            )
          })}
        </ul>
      )}
      {making && <MatrixSheet onClose={() => setMaking(false)} />}
    </Page>
  )
}
