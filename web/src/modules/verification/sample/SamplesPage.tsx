import { Button } from '@mantine/core'
import { IconArrowsShuffle, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { usePages } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { DrawSheet } from './DrawSheet'
import css from './sample.module.css'

/** SamplesPage lists the sample checks of the project, and draws new ones. */
export default function SamplesPage() {
  const project = useProject()
  const why = useWhyNot('tests.edit_all')
  const [drawing, setDrawing] = useState(false)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'verification.sample.list',
    { path: { project } },
  )
  const all = data?.pages.flatMap(({ items }) => items)
  const draw = (
    <ActButton why={why} leftSection={<IconPlus size={18} />} onClick={() => setDrawing(true)}>
      {m.verification_sample_draw()}
    </ActButton>
  )
  return (
    <Page>
      <PageHeader title={m.verification_samples()} under={m.verification_samples_about()} acts={draw} />
      {error && !all ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !all ? (
        <Lines count={5} />
      ) : all.length === 0 ? (
        <EmptyState icon={IconArrowsShuffle} title={m.verification_samples_none()} acts={draw}>
          {m.verification_samples_none_about()}
        </EmptyState>
      ) : (
        <ul className={css.list}>
          {all.map((one) => (
            <li key={one.id}>
              <div className={css.what}>
                <Link to={`/projects/${project}/samples/${one.id}`}>{one.title}</Link>
                <p className="muted">
                  {m.verification_sample_of({
                    drawn: String(one.drawn),
                    all: String(one.population),
                    share: String(one.share),
                  })}
                </p>
              </div>
              <p className={css.figures}>
                <span>
                  {m.verification_sample_checked({ at: String(one.checked), all: String(one.drawn) })}
                </span>
                {one.failed > 0 && (
                  <strong className={css.bad}>
                    {m.verification_sample_faults({ count: String(one.failed) })}
                  </strong>
                )}
                {one.escalated_at && <span className={css.tag}>{m.verification_sample_raised()}</span>}
              </p>
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.verification_more()}
        </Button>
      )}
      {drawing && <DrawSheet onClose={() => setDrawing(false)} />}
    </Page>
  )
}
