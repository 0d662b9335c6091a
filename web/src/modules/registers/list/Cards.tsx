import { Button } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { IconFilter, IconTable } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { useMoment } from '~/ui/moment/MomentBar'
import { Lines } from '~/ui/Skeletons'
import { StatusChip } from '~/ui/StatusChip'
import { type Ask, type Line, readingTotal, readLines } from '../thing/api'
import { rowsOf } from '../thing/counted'
import { useRegister } from '../thing/register'
import { titleOf } from '../thing/things'
import { cardOwn, cardSecond } from './cardLines'
import { FilterChips } from './FilterChips'
import { FilterSheet } from './FilterSheet'
import { RegisterEmpty } from './RegisterEmpty'
import type { Shared } from './RegisterSheet'
import css from './register.module.css'
import { Toolbar } from './Toolbar'
import type { View } from './view'

/**
 * Cards shows a register as cards of two lines and a status, for a tablet held upright, with those of the
 * project's own columns that the view shows.
 */
export function Cards({ place, onPlace, views, view, onExport, onOpen, onPast }: Shared & { view: View }) {
  const open = useRegister()
  const { register, project, fields, show, at } = open
  const moment = useMoment(`registers.${register.plural}`, at)
  const [filtering, setFiltering] = useState(false)
  // Until it is known how much there was, it is read as the largest registers are.
  const plain = at !== '' && (moment?.more ?? true)
  const ask: Ask = plain ? { sort: 'id', at } : { sort: place.sort, filter: place.filter, q: place.q, at }
  const { data: now } = useQuery({ ...readingTotal(register.thing, project), enabled: at === '' })
  const whole = at ? moment?.rows : now
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [`registers.${register.thing}`, 'cards', project, ask],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      readLines(
        register.thing,
        project,
        { ...ask, limit: 60, after: pageParam, count: pageParam === undefined },
        signal,
      ),
    getNextPageParam: (last) => last.next,
  })
  const { ref, entry } = useIntersection({ rootMargin: '600px' })
  const reached = entry?.isIntersecting ?? false
  useEffect(() => {
    if (reached && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [reached, hasNextPage, isFetchingNextPage, fetchNextPage])

  const rows = data?.pages.flatMap(({ items }) => items) ?? []
  const total = data?.pages[0]?.total
  const narrow = !plain && (place.filter.length > 0 || place.q !== '')
  const count =
    total === undefined
      ? ''
      : narrow && whole !== undefined
        ? m.registers_count_of({ count: formatNumber(total), total: formatNumber(whole) })
        : rowsOf(total)
  if (error) return <ErrorState error={error} onRetry={refetch} />
  if (total === 0 && !narrow && !at) return <RegisterEmpty onAdd={() => onPlace({ table: true })} />

  const status = fields.find(({ type, key }) => type === 'status' || key === 'state')
  const mark = (row: Line) =>
    status?.type === 'status' ? (
      <StatusChip status={String(row.status)} />
    ) : (
      status && <span className="muted">{show(status, row[status.key])}</span>
    )
  return (
    <>
      <Toolbar
        q={place.q}
        onSearch={plain ? undefined : (q) => onPlace({ q })}
        count={count}
        views={views}
        does={{ export: onExport, past: onPast }}
        filter={
          !plain && (
            <Button
              variant="default"
              flex="none"
              leftSection={<IconFilter size={18} aria-hidden />}
              onClick={() => setFiltering(true)}
            >
              {m.registers_filter()}
            </Button>
          )
        }
        chips={!plain && <FilterChips place={place} onPlace={onPlace} onOpen={() => setFiltering(true)} />}
        columns={
          <Button
            variant="default"
            flex="none"
            leftSection={<IconTable size={18} aria-hidden />}
            onClick={() => onPlace({ table: true })}
          >
            {m.registers_as_table()}
          </Button>
        }
      />
      {!data ? (
        <div className={css.cards}>
          <Lines count={12} />
        </div>
      ) : total === 0 ? (
        <div className={css.middle}>
          <EmptyState
            icon={register.icon}
            title={!at ? m.registers_none_found() : narrow ? m.moment_none_found() : m.moment_empty()}
            acts={
              narrow && (
                <Button variant="default" onClick={() => onPlace({ filter: [], q: '' })}>
                  {m.registers_filter_clear_all()}
                </Button>
              )
            }
          />
        </div>
      ) : (
        <ul className={css.cards}>
          {rows.map((row) => (
            <li key={row.id}>
              <button type="button" className={css.card} onClick={() => onOpen(row)}>
                <strong>{titleOf(row)}</strong>
                <span className={css.second}>{cardSecond(open, row)}</span>
                <Own of={cardOwn(open, view, row)} />
                <span className={css.mark}>{mark(row)}</span>
              </button>
            </li>
          ))}
          <li ref={ref} className={css.more}>
            {hasNextPage && (
              <Button variant="subtle" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
                {m.registers_more_rows()}
              </Button>
            )}
          </li>
        </ul>
      )}
      {filtering && <FilterSheet place={place} onPlace={onPlace} onClose={() => setFiltering(false)} />}
    </>
  )
}

/** Own are the own columns of a card, each with its name; those that are empty are left out. */
function Own({ of }: { of: { id: string; label: string; said: string }[] }) {
  return (
    of.length > 0 && (
      <span className={css.own}>
        {of.map(({ id, label, said }) => (
          <span key={id}>
            <span className="muted">{label}:</span> {said}
          </span>
        ))}
      </span>
    )
  )
}
