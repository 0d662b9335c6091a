import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useCan, useProject } from '~/api/access'
import { call } from '~/api/call'
import { usePages, useWrite } from '~/api/query'
import { csv } from '~/lib/csv'
import { language } from '~/lib/locale'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { saveCSV } from '~/lib/saveFile'
import { ErrorState } from '~/ui/ErrorState'
import { Panel } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { Lines } from '~/ui/Skeletons'
import { say, sayWrong } from '~/ui/toast'
import { rowsOf } from '../thing/counted'
import css from './import.module.css'
import { type Import, type Outcome, outcomes, outcomeWords, type ReportLine, totals } from './importWords'
import { type Mended, mended, mendedCells, wrongRows } from './mend'
import { ReportTable } from './ReportTable'

/** Report shows the rows of the file by what becomes of them; the wrong ones can be mended in place. */
export function Report({ of }: { of: Import }) {
  const project = useProject()
  const may = useCan('registers.create')
  const path = { project, import: of.id }
  const sum = totals(of.counts)
  const there = outcomes.filter((outcome) => sum[outcome] > 0)
  const [wanted, setWanted] = useState<Outcome>()
  const outcome = wanted && there.includes(wanted) ? wanted : there[0]
  const [mends, setMends] = useState<Mended>(new Map())
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = usePages(
    'registers.import.report',
    {
      path,
      query: { outcome, limit: 100 },
    },
  )
  const retry = useWrite('registers.import.retry', {
    onDone: (now) => {
      setMends(new Map())
      const left = totals(now.counts).wrong
      say(left > 0 ? m.registers_mend_left({ rows: rowsOf(left) }) : m.registers_mend_all())
    },
  })
  const lines = data?.pages.flatMap(({ items }) => items) ?? []
  if (!outcome) return null

  const save = async () => {
    try {
      const all: ReportLine[] = []
      let after: number | undefined
      do {
        const page = await call('registers.import.report', {
          path,
          query: { outcome: 'wrong', limit: 500, after },
        })
        all.push(...page.items)
        after = page.next
      } while (after)
      const words = {
        sheet: m.registers_report_sheet(),
        row: m.registers_report_row(),
        reason: m.registers_report_reason(),
      }
      saveCSV(
        `${of.name.replace(/\.\w+$/, '')}-${m.registers_outcome_wrong().toLowerCase()}.csv`,
        csv(wrongRows(all, words), language()),
      )
    } catch (wrong) {
      sayWrong(wrong)
    }
  }
  const mending = may && (of.state === 'checked' || of.state === 'applied')
  return (
    <Panel
      title={m.registers_report_title()}
      acts={
        sum.wrong > 0 && (
          <Button
            size="compact-sm"
            h={30}
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={save}
          >
            {m.registers_report_download()}
          </Button>
        )
      }
    >
      <ul className={css.outcomes} aria-label={m.registers_report_title()}>
        {there.map((one) => (
          <li key={one}>
            <button
              type="button"
              aria-pressed={one === outcome}
              data-outcome={one}
              onClick={() => setWanted(one)}
            >
              {outcomeWords[one]()} <b className="figures">{formatNumber(sum[one])}</b>
            </button>
          </li>
        ))}
      </ul>
      {retry.error && <ProblemNote problem={retry.error} />}
      {outcome === 'wrong' && (
        <p className={css.rest}>{mending ? m.registers_mend_about() : m.registers_mend_not()}</p>
      )}
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={6} />
      ) : (
        <ReportTable
          of={of}
          outcome={outcome}
          lines={lines}
          mends={mends}
          onMend={
            mending
              ? (line, column, was, value) => setMends((all) => mended(all, line, column, was, value))
              : undefined
          }
        />
      )}
      <div className={css.acts}>
        {hasNextPage && (
          <Button variant="subtle" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {m.registers_more_rows()}
          </Button>
        )}
        {mends.size > 0 && (
          <Button
            loading={retry.isPending}
            onClick={() => retry.mutate({ path, body: { cells: mendedCells(mends) } })}
          >
            {m.registers_mend_submit({ count: formatNumber(mends.size) })}
          </Button>
        )}
      </div>
    </Panel>
  )
}
