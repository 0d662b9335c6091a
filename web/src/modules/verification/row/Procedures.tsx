import { Button } from '@mantine/core'
import { IconListCheck, IconPlayerPlay } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Panel } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import type { Row } from '../limit'
import { aboutOf, titleOf } from '../procedure/words'
import css from './row.module.css'

/** Procedures offers the test procedures that fit a row, or to go on with the test that is under way. */
export function Procedures({ row, why }: { row: Row; why: string | undefined }) {
  const project = useProject()
  const go = useNavigate()
  const [all, setAll] = useState(false)
  const { data } = useRead('verification.run.fitting', { path: { project, row: row.id } })
  const begin = useWrite('verification.run.begin', {
    touches: ['registers.row', 'verification.test'],
    onDone: ({ id }) => go({ to: `/projects/${project}/tests/runs/${id}` }),
  })
  if (!data || (data.items.length === 0 && !data.open)) return null
  const fitting = data.items.filter(({ fits }) => fits > 0)
  const shown = all ? data.items : fitting.slice(0, 4)
  return (
    <Panel title={m.verification_by_procedure()}>
      {data.open ? (
        <Button
          component={Link}
          to={`/projects/${project}/tests/runs/${data.open}`}
          size="lg"
          fullWidth
          leftSection={<IconPlayerPlay size={22} />}
        >
          {m.verification_run_go_on()}
        </Button>
      ) : (
        <>
          {shown.length > 0 && (
            <ul className={css.procedures}>
              {shown.map((one) => (
                <li key={one.procedure}>
                  <div>
                    <Link
                      to={`/projects/${project}/procedures/${one.procedure}`}
                    >{`${one.code} ${titleOf(one)}`}</Link>
                    <p className="muted">{aboutOf(one)}</p>
                    <p className="muted">
                      {`${m.verification_edition_no({ no: one.number })} · ${m.verification_steps_count({ count: String(one.asked) })}`}
                    </p>
                  </div>
                  <Button
                    size="lg"
                    disabled={Boolean(why)}
                    title={why}
                    loading={begin.isPending && begin.variables?.body.edition === one.edition}
                    leftSection={<IconListCheck size={20} />}
                    onClick={() =>
                      begin.mutate({
                        path: { project, row: row.id },
                        body: { id: uuid(), edition: one.edition },
                      })
                    }
                  >
                    {m.verification_run_begin()}
                  </Button>
                </li>
              ))}
            </ul>
          )}
          {begin.error && <ProblemNote problem={begin.error} />}
          {data.items.length > shown.length && (
            <Button variant="subtle" onClick={() => setAll(true)}>
              {m.verification_procedures_others({ count: String(data.items.length - shown.length) })}
            </Button>
          )}
        </>
      )}
    </Panel>
  )
}
