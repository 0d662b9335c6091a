import type { ReactNode } from 'react'
import { useProject } from '~/api/access'
import type { Answer } from '~/api/call'
import { useRead } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { Copyable } from '~/ui/Copyable'
import { Note } from '~/ui/Note'
import { Panel } from '~/ui/Page'
import css from './proof.module.css'

export type Proof = Answer<'audit.proof.read'>

/** State says whether the history is whole, and how far it is sealed. */
export function State({ proof }: { proof: Proof }) {
  const { data: people } = useRead('accounts.person.list', { path: { project: useProject() } })
  const { check, last } = proof
  const who = check?.person
    ? (people?.items.find(({ id }) => id === check.person)?.name ?? m.audit_somebody())
    : m.proof_nightly()
  const facts: [string, ReactNode][] = [
    [
      m.proof_sealed(),
      m.proof_sealed_lines({ versions: formatNumber(proof.versions), entries: formatNumber(proof.entries) }),
    ],
    [m.proof_waiting(), formatNumber(proof.waiting)],
  ]
  if (last) {
    facts.push(
      [m.proof_last(), m.proof_last_of({ n: formatNumber(last.n), at: formatMoment(last.made_at) })],
      [m.proof_hash(), <Copyable key="hash" text={last.hash} />],
    )
  }
  facts.push([m.proof_key(), <Copyable key="key" text={proof.key.fingerprint} />])
  return (
    <Panel>
      {!check ? (
        <Note>{m.proof_never()}</Note>
      ) : (
        <Note tone={check.faults > 0 ? 'warn' : 'good'}>
          <strong>{check.faults > 0 ? m.proof_broken({ count: check.faults }) : m.proof_whole()}</strong>{' '}
          {m.proof_checked({
            at: formatMoment(check.at),
            who,
            versions: formatNumber(check.versions),
            entries: formatNumber(check.entries),
            seals: formatNumber(check.seals),
          })}
        </Note>
      )}
      <dl className={css.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
