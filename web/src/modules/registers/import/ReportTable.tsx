import { TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { language } from '~/lib/locale'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { type Column, DataTable } from '~/ui/DataTable'
import { readyFields } from '../thing/field'
import { showValue } from '../thing/register'
import { registerOf } from '../thing/things'
import css from './import.module.css'
import { type Import, type Outcome, type ReportLine, thingWord } from './importWords'
import { cellKey, isMendable, type Mended } from './mend'

type Fault = { line: ReportLine; column: string; value: string; reason: string }

/** ReportTable lists rows of the file: where they stand, and what is wrong, new or different. */
export function ReportTable({
  of,
  outcome,
  lines,
  mends,
  onMend,
}: {
  of: Import
  outcome: Outcome
  lines: readonly ReportLine[]
  mends: Mended
  /** Left out where nothing can be mended. */
  onMend: ((line: string, column: string, was: string, value: string) => void) | undefined
}) {
  const caption = m.registers_report_title()
  const place: Column<ReportLine>[] = [
    {
      key: 'row',
      title: m.registers_report_row(),
      width: '150px',
      show: ({ sheet, row }) => <Where sheet={sheet} row={row} />,
    },
    {
      key: 'label',
      title: m.registers_report_label(),
      width: '180px',
      show: ({ label, thing }) => <Label of={of} label={label} thing={thing} />,
    },
  ]
  if (outcome !== 'wrong') {
    const columns = [
      ...place,
      {
        key: 'what',
        title: outcome === 'changed' ? m.registers_report_differs() : m.registers_report_cells(),
        show: (line: ReportLine) =>
          outcome === 'changed' ? <Differs line={line} /> : <Cells of={of} line={line} />,
      },
    ]
    return <DataTable caption={caption} columns={columns} rows={lines} rowKey={({ id }) => id} />
  }
  const faults = lines.flatMap((line) => line.wrong.map((fault) => ({ line, ...fault })))
  const columns: Column<Fault>[] = [
    ...place.map((column) => ({ ...column, show: ({ line }: Fault) => column.show(line) })),
    { key: 'column', title: m.registers_report_column(), show: ({ column }) => column },
    {
      key: 'value',
      title: m.registers_report_value(),
      width: '24%',
      show: ({ line, column, value }) =>
        onMend && isMendable(of, line, column) ? (
          <TextInput
            aria-label={m.registers_mend_cell({ column, row: String(line.row) })}
            value={mends.get(cellKey(line.id, column)) ?? value}
            maxLength={2000}
            onChange={(event) => onMend(line.id, column, value, event.currentTarget.value)}
          />
        ) : (
          value
        ),
    },
    { key: 'reason', title: m.registers_report_reason(), show: ({ reason }) => reason },
  ]
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={faults}
      rowKey={({ line, column, reason }) => line.id + column + reason}
    />
  )
}

function Where({ sheet, row }: { sheet: string; row: number }) {
  return (
    <span className={css.name}>
      <span className="figures">{m.registers_report_place({ row: formatNumber(row) })}</span>
      {sheet && <small className="muted">{sheet}</small>}
    </span>
  )
}

function Label({ of, label, thing }: { of: Import; label: string; thing: string }) {
  return (
    <span className={css.name}>
      <span>{label}</span>
      {of.format === 'cobie' && <small className="muted">{thingWord(thing)}</small>}
    </span>
  )
}

/** Differs shows each field of a row as it is and as it would be. */
function Differs({ line }: { line: ReportLine }) {
  const fields = readyFields(registerOf(line.thing)?.fields ?? [], language())
  const shown = (key: string, value: unknown) => {
    const field = fields.find((one) => one.key === key)
    if (value !== null && typeof value === 'object') return JSON.stringify(value)
    return field && field.type !== 'reference'
      ? showValue(field, value, { label: () => undefined })
      : String(value ?? '')
  }
  return (
    <dl className={css.differs}>
      {Object.entries(line.differs).map(([key, pair]) => {
        const [before, after] = pair as [unknown, unknown]
        return (
          <div key={key}>
            <dt>{fields.find((one) => one.key === key)?.label() ?? key}</dt>
            <dd>
              <del>{shown(key, before) || m.registers_filter_empty()}</del>{' '}
              <ins>{shown(key, after) || m.registers_filter_empty()}</ins>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

/** Cells shows what stands in a row: of a table in the order of the register's fields, else as the file has it. */
function Cells({ of, line }: { of: Import; line: ReportLine }) {
  const fields = readyFields(registerOf(line.thing)?.fields ?? [], language())
  const mapped = fields.flatMap(({ key, label }) => {
    const value = line.cells[of.mapping[key] ?? '']
    return value && value !== line.label ? [`${label()}: ${value}`] : []
  })
  const plain = Object.entries(line.cells).flatMap(([header, value]) =>
    value ? [`${header}: ${value}`] : [],
  )
  return (
    <span className={css.samples}>{(of.format === 'table' ? mapped : plain).slice(0, 6).join(' · ')}</span>
  )
}
