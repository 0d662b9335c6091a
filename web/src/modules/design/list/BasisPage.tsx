import { Button, Menu } from '@mantine/core'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import { IconDownload, IconMessageQuestion, IconRoute, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { addressOf, call } from '~/api/call'
import { download } from '~/api/download'
import { useRead } from '~/api/query'
import { today } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { sayWrong } from '~/ui/toast'
import { useNames, useTags } from '../parts/lookup'
import { Tabs } from '../parts/Tabs'
import type { Listed } from '../words'
import { AnswerLine } from './AnswerLine'
import { type Asked, askedOf, isNarrowed, searchOf } from './asked'
import { Filters } from './Filters'
import css from './list.module.css'

const AskDialog = lazy(() => import('./AskDialog'))

/** BasisPage lists the basis of design: first what waits for the reader, and how to ask about more. */
export default function BasisPage() {
  const project = useProject()
  const asked = askedOf(useSearch({ strict: false }) as Record<string, unknown>)
  const navigate = useNavigate()
  const go = (next: Asked) => navigate({ to: '.', search: searchOf(next) as never, replace: true })
  const query = { ...asked, limit: 50, count: true }
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['design.answer', 'design.answer.list', { path: { project }, query }, 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      call('design.answer.list', { path: { project }, query: { ...query, after: pageParam }, signal }),
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })
  const answers: Listed[] | undefined = data?.pages.flatMap(({ items }) => items)
  const total = data?.pages[0]?.total
  const { data: figures } = useRead('design.figure.read', { path: { project } })
  const tags = useTags(answers?.map(({ system }) => system) ?? [])
  const names = useNames()
  const [asking, setAsking] = useState(false)
  const why = useWhyNot('requirements.edit_all')
  const now = today()

  return (
    <Page>
      <PageHeader
        title={m.design_title()}
        under={total === undefined ? undefined : m.design_count({ shown: formatNumber(total) })}
        acts={
          <>
            <ExportButton asked={asked} empty={answers?.length === 0} />
            <ActButton
              why={why}
              leftSection={<IconMessageQuestion size={18} aria-hidden />}
              onClick={() => setAsking(true)}
            >
              {m.design_ask()}
            </ActButton>
          </>
        }
      />
      <Tabs />
      <Filters asked={asked} onAsk={go} figures={figures} names={names} />
      {error && !answers ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !answers ? (
        <Lines count={8} />
      ) : answers.length === 0 ? (
        <Nothing asked={asked} onAll={() => go({ show: 'all', q: '' })} />
      ) : (
        <ul className={css.entries} aria-label={m.design_title()}>
          {answers.map((answer) => (
            <AnswerLine
              key={answer.id}
              answer={answer}
              place={[answer.system && tags.get(answer.system), names.phase(answer.phase)]
                .filter(Boolean)
                .join(' · ')}
              responsible={[names.company(answer.company), names.person(answer.person)]
                .filter(Boolean)
                .join(' · ')}
              today={now}
              search={searchOf(asked)}
            />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button
          variant="default"
          className={css.more}
          loading={isFetchingNextPage}
          onClick={() => fetchNextPage()}
        >
          {m.design_more()}
        </Button>
      )}
      <Suspense>{asking && <AskDialog names={names} onClose={() => setAsking(false)} />}</Suspense>
    </Page>
  )
}

/** ExportButton hands the list to the reader as a file; who may not take it out is told why. */
function ExportButton({ asked, empty }: { asked: Asked; empty: boolean }) {
  const project = useProject()
  const why = useWhyNot(['requirements.export', 'exports.export'])
  const look = {
    variant: 'default',
    leftSection: <IconDownload size={18} aria-hidden />,
    children: m.design_export(),
  }
  if (why) return <ActButton why={why} {...look} />
  const save = (format: 'xlsx' | 'csv') =>
    download(addressOf('design.answer.export', { path: { project }, query: { ...asked, format } })[1]).catch(
      sayWrong,
    )
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button disabled={empty} {...look} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save('xlsx')}>{m.design_export_xlsx()}</Menu.Item>
        <Menu.Item onClick={() => save('csv')}>{m.design_export_csv()}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Nothing({ asked, onAll }: { asked: Asked; onAll: () => void }) {
  const all = (
    <Button variant="default" onClick={onAll}>
      {m.design_see_all()}
    </Button>
  )
  if (isNarrowed(asked)) return <EmptyState icon={IconSearch} title={m.design_none_found()} acts={all} />
  const words = {
    mine: m.design_none_mine,
    company: m.design_none_company,
    overdue: m.design_none_overdue,
    open: m.design_none_open,
    all: m.design_none,
  }
  return (
    <EmptyState icon={IconRoute} title={words[asked.show]()} acts={asked.show === 'all' ? undefined : all}>
      {asked.show === 'all' ? m.design_none_about() : undefined}
    </EmptyState>
  )
}
