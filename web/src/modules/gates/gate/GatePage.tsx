import { IconSettings } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { useRead } from '~/api/query'
import { formatNumber, formatShare } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { Back } from '~/ui/Back'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { Acceptances } from '../acceptance/Acceptances'
import { type Gate, gateName, severities, standOf } from '../words'
import { Exceptions } from './Exceptions'
import css from './gate.module.css'
import { RuleForm } from './RuleForm'
import { StateChip } from './StateChip'
import { WaitsFor } from './WaitsFor'

/** GatePage is one phase or milestone: how far it is, what it waits for, and by which rule it is reached. */
export default function GatePage() {
  const project = useProject()
  const { gate: id = '' } = useParams({ strict: false }) as { gate?: string }
  const { data, error, refetch } = useRead('gates.gate.list', { path: { project } })
  const gate = data?.items.find((one) => one.id === id)
  const above = <Back to={`/projects/${project}/gates`}>{m.gates_title()}</Back>
  return (
    <Page>
      <PageHeader
        title={gate ? gateName(gate) : m.gates_title()}
        above={above}
        under={
          gate && (
            <span className={css.under}>
              <StateChip state={standOf(gate)} />
              <span className="figures">
                {m.gates_done_of({
                  done: formatNumber(gate.stand.done),
                  rows: formatNumber(gate.stand.rows),
                  share: formatShare(gate.stand.done_share / 100),
                })}
              </span>
            </span>
          )
        }
      />
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={6} />
      ) : !gate ? (
        <p className="muted">{m.gates_gone()}</p>
      ) : (
        <div className={css.halves}>
          {gate.milestone && (
            <Panel title={m.gates_waits()}>
              <WaitsFor gate={gate.id} />
            </Panel>
          )}
          <Acceptances gate={gate} />
          <Rule gate={gate} gates={data.items} />
          {gate.milestone && <Exceptions gate={gate} />}
        </div>
      )}
    </Page>
  )
}

function Rule({ gate, gates }: { gate: Gate; gates: Gate[] }) {
  const why = useWhyNot('tests.approve')
  const [changing, setChanging] = useState(false)
  const { share, remarks, entries, own_share } = gate.rule
  const before = gates.filter(({ id }) => gate.after?.includes(id)).map(gateName)
  const facts: [string, string][] = [
    [m.gates_rule_share(), formatShare(share / 100)],
    [m.gates_rule_remarks(), remarks ? m.gates_yes() : m.gates_no()],
    [m.gates_rule_entries(), severities[entries]()],
    ...(gate.milestone ? ([[m.gates_rule_own(), formatShare(own_share / 100)]] as [string, string][]) : []),
    [m.gates_rule_after(), before.length > 0 ? before.join(', ') : m.gates_rule_first()],
  ]
  return (
    <Panel
      title={m.gates_rule()}
      acts={
        <ActButton
          why={why}
          variant="default"
          leftSection={<IconSettings size={18} aria-hidden />}
          onClick={() => setChanging(true)}
        >
          {m.gates_change()}
        </ActButton>
      }
    >
      <dl className={css.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {changing && (
        <Dialog title={`${m.gates_rule()} · ${gateName(gate)}`} onClose={() => setChanging(false)}>
          <RuleForm gate={gate} gates={gates} onDone={() => setChanging(false)} />
        </Dialog>
      )}
    </Panel>
  )
}
