import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import { Panel } from '~/ui/Page'
import { tables } from '../words/tables'
import css from './proof.module.css'
import type { Proof } from './State'

/** Found lists what a check found, each with the way to the row it is about. */
export function Found({ check }: { check: NonNullable<Proof['check']> }) {
  const project = useProject()
  return (
    <Panel title={m.proof_faults()} under={m.proof_faults_about()}>
      <ul className={css.faults}>
        {check.found.map(({ says, table, row }) => (
          <li key={`${says} ${row}`}>
            {table ? says.replaceAll(table, tables[table]?.many() ?? table) : says}
            {table && row && (
              <Button
                component={Link}
                size="compact-md"
                variant="subtle"
                to={`/projects/${project}/history`}
                search={{ table, row } as never}
              >
                {m.proof_row()}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
