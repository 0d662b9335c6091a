import { Button, Select } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { type FormEvent, useMemo, useState } from 'react'
import { useAccess, useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { useLanguage } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { can } from '~/lib/rights'
import { Note } from '~/ui/Note'
import { Panel } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { rowsOf } from '../thing/counted'
import { readyFields } from '../thing/field'
import { useOwnFields } from '../thing/own'
import { registerOf, registers } from '../thing/things'
import { CancelImport } from './CancelImport'
import css from './import.module.css'
import type { Import } from './importWords'
import { MappingTable } from './MappingTable'
import { type Mapping as Chosen, chosen, guessed, headerChoices, missing, unused } from './mapping'

/** Mapping says which sheet is meant, where its headers stand, which register it goes into, and which column is which field. */
export function Mapping({ of, onDone }: { of: Import; onDone: () => void }) {
  const project = useProject()
  const access = useAccess()
  const spoken = useLanguage()
  const [name, setName] = useState(of.choice.sheet)
  const [row, setRow] = useState(of.choice.header_row)
  const [thing, setThing] = useState(of.thing)
  const [mapping, setMapping] = useState<Chosen>(of.mapping)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)
  const map = useWrite('registers.import.map', { onDone })

  const sheet = of.sheets.find((one) => one.name === name)
  const rows = sheet ? headerChoices(sheet) : []
  const header = rows.find((one) => one.row === row) ?? rows[0]
  const register = registerOf(thing) ?? registerOf('row')
  const added = useOwnFields(register?.thing ?? 'row')
  const fields = useMemo(
    () => readyFields([...(register?.fields ?? []).filter(({ told }) => !told), ...added], spoken),
    [register, added, spoken],
  )
  if (!header || !register) return <Note tone="warn">{m.registers_import_no_sheet()}</Note>

  const begin = (sheetName: string, headerRow: number, next: string) => {
    const there = of.sheets.find((one) => one.name === sheetName)
    const at = there && headerChoices(there).find((one) => one.row === headerRow)
    const own = readyFields(
      (registerOf(next)?.fields ?? []).filter(({ told }) => !told),
      spoken,
    )
    const first = sheetName === of.choice.sheet && headerRow === of.choice.header_row && next === of.thing
    setName(sheetName)
    setRow(headerRow)
    setThing(next)
    setTouched(new Set())
    setMapping(first ? of.mapping : guessed(own, at?.headers ?? []))
  }
  const lacking = missing(fields, mapping)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (lacking.length > 0) return
    map.mutate({
      path: { project, import: of.id },
      body: {
        thing: register.thing,
        choice: { sheet: name, header_row: header.row },
        mapping: chosen(mapping),
      },
    })
  }
  const rest = unused(header.headers, mapping)
  return (
    <form onSubmit={submit} className={css.stack} noValidate>
      {map.error && <ProblemNote problem={map.error} />}
      <Panel title={m.registers_map_where()}>
        <div className={css.where}>
          <Select
            label={m.registers_map_sheet()}
            data={of.sheets
              .filter(({ headers }) => headers.length > 0)
              .map((one) => ({
                value: one.name,
                label: m.registers_map_sheet_rows({
                  name: one.name || of.name,
                  rows: rowsOf(one.rows),
                }),
              }))}
            value={name}
            onChange={(next) =>
              next && begin(next, of.sheets.find((one) => one.name === next)?.header_row ?? 1, thing)
            }
            allowDeselect={false}
            comboboxProps={{ transitionProps: { duration: 0 } }}
          />
          <Select
            label={m.registers_map_header_row()}
            data={rows.map((one) => ({
              value: String(one.row),
              label: m.registers_map_row({
                row: String(one.row),
                headers: one.headers.filter(Boolean).slice(0, 5).join(', '),
              }),
            }))}
            value={String(header.row)}
            onChange={(next) => next && begin(name, Number(next), thing)}
            allowDeselect={false}
            comboboxProps={{ transitionProps: { duration: 0 } }}
          />
          <Select
            label={m.registers_import_into()}
            data={registers
              .filter(({ area }) => can(access, `${area}.create`))
              .map((one) => ({ value: one.thing, label: one.label() }))}
            value={register.thing}
            onChange={(next) => next && begin(name, row, next)}
            allowDeselect={false}
            comboboxProps={{ transitionProps: { duration: 0 } }}
          />
        </div>
      </Panel>
      <Panel title={m.registers_map_fields()} under={m.registers_map_fields_about()}>
        <MappingTable
          fields={fields}
          header={header}
          mapping={mapping}
          from={of.mapping_from}
          touched={touched}
          wrong={tried ? new Set(lacking) : new Set()}
          onChoose={(key, to) => {
            setMapping({ ...mapping, [key]: to })
            setTouched(new Set(touched).add(key))
          }}
        />
        {rest.length > 0 && (
          <p className={css.rest}>{m.registers_map_unused({ headers: rest.join(', ') })}</p>
        )}
      </Panel>
      <div className={css.acts}>
        <CancelImport of={of} />
        <Button type="submit" loading={map.isPending}>
          {m.registers_map_submit()}
        </Button>
      </div>
    </form>
  )
}
