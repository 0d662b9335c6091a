import { Button } from '@mantine/core'
import { IconEyeCheck, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { usePages } from '~/api/query'
import { formatDate } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { type Column, DataTable } from '~/ui/DataTable'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { useNames } from '../parts/lookup'
import { Tabs } from '../parts/Tabs'
import type { Review } from '../words'

type Line = Omit<Review, 'items' | 'reviewers' | 'may'>

const OpenDialog = lazy(() => import('./OpenDialog'))

/** ReviewsPage lists the design reviews, the newest first. */
export default function ReviewsPage() {
  const project = useProject()
  const names = useNames()
  const [opening, setOpening] = useState(false)
  const why = useWhyNot('documents.create')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'documents.review.list',
    { path: { project } },
  )
  const reviews: Line[] | undefined = data?.pages.flatMap(({ items }) => items)
  const columns: Column<Line>[] = [
    {
      key: 'number',
      title: m.documents_review_no(),
      width: '100px',
      show: ({ id, number }) => <Link to={`/projects/${project}/reviews/${id}`}>{`GR-${number}`}</Link>,
    },
    { key: 'title', title: m.documents_title_of(), show: ({ title }) => title },
    {
      key: 'status',
      title: m.documents_status(),
      width: '110px',
      show: ({ status }) => (status === 'open' ? m.documents_open() : m.documents_closed()),
    },
    {
      key: 'comments',
      title: m.documents_comments(),
      align: 'right',
      width: '120px',
      show: ({ comments }) => formatNumber(comments),
    },
    {
      key: 'unresolved',
      title: m.documents_unresolved(),
      align: 'right',
      width: '120px',
      show: ({ unresolved }) => formatNumber(unresolved),
    },
    { key: 'due', title: m.documents_due(), width: '130px', show: ({ due_on }) => formatDate(due_on) },
  ]
  return (
    <Page>
      <PageHeader
        title={m.documents_reviews()}
        acts={
          <ActButton
            why={why}
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setOpening(true)}
          >
            {m.documents_open_review()}
          </ActButton>
        }
      />
      <Tabs />
      {error && !reviews ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !reviews ? (
        <Lines count={6} />
      ) : reviews.length === 0 ? (
        <EmptyState icon={IconEyeCheck} title={m.documents_no_reviews()}>
          {m.documents_no_reviews_about()}
        </EmptyState>
      ) : (
        <DataTable caption={m.documents_reviews()} columns={columns} rows={reviews} rowKey={({ id }) => id} />
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.documents_more()}
        </Button>
      )}
      <Suspense>{opening && <OpenDialog names={names} onClose={() => setOpening(false)} />}</Suspense>
    </Page>
  )
}
