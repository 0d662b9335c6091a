import { Button, SegmentedControl, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/SegmentedControl.layer.css'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import { useDebouncedValue } from '@mantine/hooks'
import { IconClipboardCheck, IconSearch } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { today } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { byDue, type Due } from '../due'
import { useSystems } from '../systems'
import { isShow, type Show, shows, useTests } from './list'
import css from './mine.module.css'
import { OpenRuns } from './OpenRuns'
import { TestCard } from './TestCard'

const showWords: Record<Show, () => string> = {
  mine: m.verification_show_mine,
  late: m.verification_show_late,
  open: m.verification_show_open,
}
const dueWords: Record<Due, () => string> = {
  over: m.verification_group_over,
  soon: m.verification_group_soon,
  later: m.verification_group_later,
  none: m.verification_group_none,
}

/** MyTestsPage lists what is to be tested, the soonest first. */
export default function MyTestsPage() {
  const search = useSearch({ strict: false }) as { show?: unknown; q?: unknown }
  const navigate = useNavigate()
  const show = isShow(search.show) ? search.show : 'mine'
  const asked = search.q === undefined ? '' : String(search.q)
  const [words, setWords] = useState(asked)
  const [q] = useDebouncedValue(words.trim(), 250)
  const go = (next: { show: Show; q: string }) =>
    navigate({
      to: '.',
      search: { ...(next.show === 'mine' ? {} : { show: next.show }), ...(next.q ? { q: next.q } : {}) },
      replace: true,
    })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address follows what is typed, not the other way
  useEffect(() => {
    if (q !== asked) go({ show, q })
  }, [q])

  const { rows, total, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useTests(show, q)
  const systems = useSystems(rows?.map(({ system }) => system) ?? [])
  const now = today()

  return (
    <Page>
      <PageHeader
        title={m.verification_title()}
        under={
          total === undefined ? undefined : m.verification_count({ count: total, shown: formatNumber(total) })
        }
      />
      <div className={css.tools}>
        <SegmentedControl
          aria-label={m.verification_show()}
          value={show}
          onChange={(next) => go({ show: next as Show, q })}
          transitionDuration={0}
          data={shows.map((value) => ({ value, label: showWords[value]() }))}
        />
        <TextInput
          type="search"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          placeholder={m.verification_find()}
          aria-label={m.verification_find()}
          leftSection={<IconSearch size={16} aria-hidden />}
          className={css.find}
        />
      </div>
      <OpenRuns />
      {error && !rows ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !rows ? (
        <Lines count={8} />
      ) : rows.length === 0 ? (
        <Nothing show={show} q={q} onAll={() => go({ show: 'open', q: '' })} onClear={() => setWords('')} />
      ) : (
        byDue(rows, now).map((group) => (
          <section key={group.due} className={css.group} aria-labelledby={`due-${group.due}`}>
            <h2 id={`due-${group.due}`}>{dueWords[group.due]()}</h2>
            <ul>
              {group.rows.map((row) => (
                <TestCard
                  key={row.id}
                  row={row}
                  system={row.system ? systems.get(row.system) : undefined}
                  today={now}
                  search={{ ...(show === 'mine' ? {} : { show }), ...(q ? { q } : {}) }}
                />
              ))}
            </ul>
          </section>
        ))
      )}
      {hasNextPage && (
        <Button
          variant="default"
          className={css.more}
          loading={isFetchingNextPage}
          onClick={() => fetchNextPage()}
        >
          {m.verification_more()}
        </Button>
      )}
    </Page>
  )
}

type Nothing = { show: Show; q: string; onAll: () => void; onClear: () => void }

function Nothing({ show, q, onAll, onClear }: Nothing) {
  if (q) {
    return (
      <EmptyState
        icon={IconSearch}
        title={m.verification_none_found({ q })}
        acts={
          <Button variant="default" onClick={onClear}>
            {m.verification_clear_search()}
          </Button>
        }
      />
    )
  }
  return (
    <EmptyState
      icon={IconClipboardCheck}
      title={
        show === 'late'
          ? m.verification_none_late()
          : show === 'mine'
            ? m.verification_none_mine()
            : m.verification_none_open()
      }
      acts={show === 'open' ? undefined : <Button onClick={onAll}>{m.verification_see_open()}</Button>}
    >
      {show === 'mine' ? m.verification_none_mine_about() : undefined}
    </EmptyState>
  )
}
