import { Button, Select } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { IconArrowBackUp, IconArrowsDiff, IconDownload, IconEqual } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useAccess, useProject, useWhyNot } from '~/api/access'
import { addressOf } from '~/api/call'
import { download } from '~/api/download'
import { usePages } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { can } from '~/lib/rights'
import { ActButton } from '~/ui/ActButton'
import { Back } from '~/ui/Back'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { RestoreSheet } from '~/ui/moment/RestoreSheet'
import { TimeLine } from '~/ui/moment/TimeLine'
import { Note } from '~/ui/Note'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { sayWrong } from '~/ui/toast'
import { ChangeWords } from '../entries/ChangeLine'
import entries from '../entries/entries.module.css'
import { labelOf } from '../entries/label'
import { sentWith, useNames } from '../names'
import { needsFor } from '../restoring'
import { fieldTitles } from '../words/fields'
import { tableName, tables } from '../words/tables'
import { isInOrder, useCompared } from './asked'
import css from './differences.module.css'

/** DifferencesPage compares a register as it stood at two moments, and restores what is chosen of it. */
export default function DifferencesPage() {
  const project = useProject()
  const access = useAccess()
  const [compared, compare] = useCompared()
  const { table, from, to } = compared
  const seen = Object.entries(tables).filter(([, { area }]) => can(access, `${area}.view`))
  return (
    <Page>
      <PageHeader
        above={<Back to={`/projects/${project}/history`}>{m.audit_back()}</Back>}
        title={m.audit_compare()}
        under={m.audit_compare_about()}
      />
      <Panel>
        <div className={css.asked}>
          <Select
            label={m.audit_compare_table()}
            data={seen.map(([value, { many }]) => ({ value, label: upper(many()) }))}
            value={table}
            allowDeselect={false}
            searchable
            nothingFoundMessage={m.ui_nothing_found()}
            onChange={(next) => next && compare({ table: next })}
            comboboxProps={{ transitionProps: { duration: 0 } }}
          />
          <fieldset>
            <legend>{m.audit_compare_from()}</legend>
            <TimeLine table={table} at={from} onAt={(at) => compare({ from: at })} />
          </fieldset>
          <fieldset>
            <legend>{m.audit_compare_to()}</legend>
            {to ? (
              <>
                <TimeLine table={table} at={to} onAt={(at) => compare({ to: at })} />
                <Button variant="subtle" onClick={() => compare({ to: '' })}>
                  {m.audit_compare_now()}
                </Button>
              </>
            ) : (
              <p>
                <strong>{m.audit_compare_now()}</strong>{' '}
                <Button variant="subtle" onClick={() => compare({ to: new Date().toISOString() })}>
                  {m.audit_compare_other()}
                </Button>
              </p>
            )}
          </fieldset>
        </div>
      </Panel>
      {isInOrder(compared) ? (
        <Found key={`${table} ${from} ${to}`} table={table} from={from} to={to} />
      ) : (
        <Note tone="warn">{m.audit_compare_order()}</Note>
      )}
    </Page>
  )
}

const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** Found are the differences, and what can be done with them. */
function Found({ table, from, to }: { table: string; from: string; to: string }) {
  const project = useProject()
  const why = useWhyNot(needsFor(table))
  const whyExport = useWhyNot(['history.export', 'exports.export'])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [restoring, setRestoring] = useState<readonly string[] | 'all'>()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'audit.difference.list',
    { path: { project, table }, query: { from, to: to || undefined, limit: 50 } },
  )
  const found = data?.pages.flatMap(({ items }) => items)
  const names = useNames(found ?? [], sentWith(data?.pages))
  // A page without differences may have one after it: the server looks on in steps.
  const further = hasNextPage && !isFetchingNextPage && (data?.pages.at(-1)?.items.length ?? 0) === 0
  useEffect(() => {
    if (further) void fetchNextPage()
  }, [further, fetchNextPage])

  const send = (format: 'csv' | 'xlsx') => {
    const query = {
      from,
      to: to || undefined,
      format,
      titles: JSON.stringify(fieldTitles()),
      name: upper(tableName(table, 2)),
    }
    download(addressOf('audit.difference.export', { path: { project, table }, query })[1]).catch(sayWrong)
  }
  const turn = (row: string) => {
    const next = new Set(chosen)
    if (!next.delete(row)) next.add(row)
    setChosen(next)
  }
  if (error && !found) return <ErrorState error={error} onRetry={refetch} />
  if (!found || (found.length === 0 && hasNextPage)) return <Lines count={8} />
  if (found.length === 0) return <EmptyState icon={IconEqual} title={m.audit_compare_none()} />
  const act = (label: string, rows: readonly string[] | 'all', enabled: boolean) => (
    <ActButton
      why={why}
      variant="default"
      disabled={!why && !enabled}
      leftSection={<IconArrowBackUp size={16} aria-hidden />}
      onClick={() => setRestoring(rows)}
    >
      {label}
    </ActButton>
  )
  return (
    <>
      <div className={css.acts}>
        <h2>
          <IconArrowsDiff size={18} aria-hidden /> {m.audit_compare_list()}
        </h2>
        {(['csv', 'xlsx'] as const).map((format) => (
          <ActButton
            key={format}
            why={whyExport}
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => send(format)}
          >
            {format === 'csv' ? m.audit_compare_csv() : m.audit_compare_xlsx()}
          </ActButton>
        ))}
        {act(m.audit_compare_chosen(), [...chosen], chosen.size > 0)}
        {act(m.audit_compare_all(), 'all', true)}
      </div>
      <Panel>
        <ul className={`${entries.lines} ${css.lines}`} aria-label={m.audit_compare_list()}>
          {found.map((one) => (
            <li key={one.row} className={css.difference}>
              <label className={css.choose}>
                <input
                  type="checkbox"
                  aria-label={m.audit_compare_choose({ name: labelOf(one, names) || tableName(table) })}
                  checked={chosen.has(one.row)}
                  onChange={() => turn(one.row)}
                />
              </label>
              <div className={entries.line}>
                <ChangeWords change={one} names={names} brief={one.op !== 'U'} />
              </div>
              <time dateTime={one.at} className="muted">
                {formatMoment(one.at)}
              </time>
            </li>
          ))}
        </ul>
      </Panel>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {isFetchingNextPage ? m.audit_compare_looking() : m.audit_more()}
        </Button>
      )}
      {restoring && (
        <RestoreSheet
          table={table}
          at={from}
          rows={restoring === 'all' ? undefined : restoring}
          onClose={() => setRestoring(undefined)}
          onDone={() => setChosen(new Set())}
        />
      )}
    </>
  )
}
