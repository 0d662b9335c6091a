import { Button } from '@mantine/core'
import { IconFileCertificate } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useProject, useWhyNot } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { ActButton } from '~/ui/ActButton'
import { ErrorState } from '~/ui/ErrorState'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import { sayWrong } from '~/ui/toast'
import type { Gate } from '../words'
import css from './acceptance.module.css'
import { Standing } from './Standing'

/** Acceptances lists the acceptance documents of a phase or milestone, and begins the next. */
export function Acceptances({ gate }: { gate: Gate }) {
  const project = useProject()
  const path = { project, gate: gate.id }
  const go = useNavigate()
  const why = useWhyNot('tests.edit_all')
  const { data, error, refetch } = useRead('gates.acceptance.list', { path })
  const prepare = useWrite('gates.acceptance.prepare', {
    touches: ['gates.gate'],
    onDone: ({ id }) => go({ to: `/projects/${project}/acceptances/${id}` }),
  })
  const current = data?.items.find(({ state }) => state !== 'reopened')
  return (
    <Panel
      title={m.gates_acceptances()}
      under={m.gates_acceptances_about()}
      acts={
        data &&
        !current && (
          <ActButton
            why={why}
            loading={prepare.isPending}
            leftSection={<IconFileCertificate size={18} aria-hidden />}
            onClick={() => prepare.mutate({ path, body: { id: uuid() } }, { onError: sayWrong })}
          >
            {m.gates_prepare()}
          </ActButton>
        )
      }
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={2} />
      ) : data.items.length === 0 ? (
        <p className="muted">{m.gates_acceptances_none()}</p>
      ) : (
        <ul className={css.list}>
          {data.items.map((one) => (
            <li key={one.id}>
              <Button component={Link} variant="default" to={`/projects/${project}/acceptances/${one.id}`}>
                {one.label}
              </Button>
              <Standing state={one.state} />
              <span className="muted">
                {one.signed_at
                  ? m.gates_signed_by({ name: one.signed_name, at: formatMoment(one.signed_at) })
                  : formatMoment(one.prepared_at)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
