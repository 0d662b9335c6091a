import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCan, useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Note } from '~/ui/Note'
import { Panel } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { rowsOf } from '../thing/counted'
import { registerOf } from '../thing/things'
import { CancelImport } from './CancelImport'
import { CountsTable } from './CountsTable'
import css from './import.module.css'
import { type Import, totals } from './importWords'
import { Report } from './Report'
import { UndoImport } from './UndoImport'

/** Checked shows what each row of the file would do or has done, and carries it out or takes it back. */
export function Checked({ of, onMap, failure }: { of: Import; onMap: () => void; failure: ReactNode }) {
  const project = useProject()
  const may = useCan('registers.create')
  const apply = useWrite('registers.import.apply')
  const { state, counts } = of
  const sum = totals(counts)
  const open = sum.new + sum.changed
  const checked = Object.keys(counts).length > 0
  const mayApply =
    may && checked && open > 0 && (state === 'checked' || state === 'failed' || state === 'cancelled')
  const into = Object.keys(counts).flatMap((thing) => registerOf(thing) ?? [])

  return (
    <>
      {failure}
      {apply.error && <ProblemNote problem={apply.error} />}
      {state === 'applied' && (
        <Note tone="good">
          <strong>{m.registers_import_applied({ rows: rowsOf(sum.done) })}</strong>
          {sum.wrong > 0 && <p>{m.registers_import_applied_wrong({ rows: rowsOf(sum.wrong) })}</p>}
        </Note>
      )}
      {state === 'undone' && <Note>{m.registers_import_undone_about()}</Note>}
      {checked && (
        <Panel
          title={state === 'checked' ? m.registers_check_title() : m.registers_check_came_of_it()}
          under={state === 'checked' ? m.registers_check_about() : undefined}
        >
          <CountsTable counts={counts} linked={state === 'applied'} />
          {state === 'checked' && open === 0 && <Note>{m.registers_check_nothing()}</Note>}
          <div className={css.acts}>
            {state === 'checked' && of.format === 'table' && may && (
              <Button variant="subtle" onClick={onMap}>
                {m.registers_check_map_again()}
              </Button>
            )}
            {state === 'checked' && may && <CancelImport of={of} />}
            {mayApply && (
              <Button
                loading={apply.isPending}
                onClick={() => apply.mutate({ path: { project, import: of.id } })}
              >
                {m.registers_check_apply({ rows: rowsOf(open) })}
              </Button>
            )}
            {(state === 'applied' || state === 'checked') && <UndoImport of={of} />}
            {state === 'applied' &&
              into.slice(0, 1).map((register) => (
                <Button
                  key={register.thing}
                  component={Link}
                  to={`/projects/${project}/registers/${register.plural}`}
                >
                  {m.registers_import_see({ register: register.label().toLowerCase() })}
                </Button>
              ))}
          </div>
        </Panel>
      )}
      {checked && state !== 'undone' && <Report key={state} of={of} />}
    </>
  )
}
