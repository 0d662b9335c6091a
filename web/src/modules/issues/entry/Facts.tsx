import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCan, useProject } from '~/api/access'
import { reading } from '~/api/query'
import { formatMoment, today } from '~/lib/date'
import { language, named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { dueText } from '../due'
import { useNames, useTags } from '../parts/lookup'
import { isOverdue, type Opened } from '../words'
import css from './entry.module.css'

/** Facts says where an entry belongs, whose it is, and who did what. */
export function Facts({ entry }: { entry: Opened }) {
  const project = useProject()
  const names = useNames()
  const system = useTags([entry.system]).get(entry.system ?? '')
  const mayTest = useCan('tests.view')
  const mayHistory = useCan('history.view')
  const wanted = (id: string | null) => ({ path: { project, id: id ?? '-' } })
  const { data: row } = useQuery({
    ...reading('registers.row.read', wanted(entry.row)),
    enabled: entry.row !== null,
  })
  const { data: component } = useQuery({
    ...reading('registers.component.read', wanted(entry.component)),
    enabled: entry.component !== null,
  })
  const { data: location } = useQuery({
    ...reading('registers.location.read', wanted(entry.location)),
    enabled: entry.location !== null,
  })
  const { data: origin } = useQuery({
    ...reading('issues.entry.read', { path: { project, entry: entry.origin ?? '-' } }),
    enabled: entry.origin !== null,
  })
  const mayReview = useCan('documents.view')
  const { data: comment } = useQuery({
    ...reading('documents.comment.read', { path: { project, comment: entry.comment ?? '-' } }),
    enabled: entry.comment !== null && mayReview,
  })
  const by = (person: string | null, at: string | null) =>
    at && [names.person(person), formatMoment(at)].filter(Boolean).join(', ')
  const title = row && (language() === 'da' ? row.title_da || row.title_en : row.title_en || row.title_da)
  const facts: [string, ReactNode][] = [
    [m.issues_company(), names.company(entry.company)],
    [m.issues_person(), names.person(entry.person)],
    [
      m.issues_due(),
      entry.due_on && (
        <span data-over={isOverdue(entry, today()) || undefined}>{dueText(entry, today())}</span>
      ),
    ],
    [m.issues_discipline(), names.discipline(entry.discipline)],
    [
      m.issues_system(),
      system && (
        <>
          <span className="figures">{system.tag}</span> {named(system)}
        </>
      ),
    ],
    [m.issues_component(), component && [component.tag, component.name].filter(Boolean).join(' ')],
    [m.issues_location(), location && [location.code, location.name].filter(Boolean).join(' ')],
    [
      m.issues_row(),
      row &&
        (mayTest ? (
          <Link to={`/projects/${project}/tests/${row.id}`}>
            {row.no} {title}
          </Link>
        ) : (
          `${row.no} ${title}`
        )),
    ],
    [
      m.issues_origin(),
      origin && (
        <Link to={`/projects/${project}/log/${origin.id}`} className="figures">
          {origin.label}
        </Link>
      ),
    ],
    [
      m.issues_review(),
      comment && (
        <Link to={`/projects/${project}/reviews/${comment.review}`}>
          {m.issues_review_comment({ document: comment.document, number: String(comment.number) })}
        </Link>
      ),
    ],
    [m.issues_cost_effect(), entry.cost_effect && m.issues_yes()],
    [m.issues_raised(), by(entry.raised_by, entry.raised_at)],
    [m.issues_remedied_by(), by(entry.remedied_by, entry.remedied_at)],
    [m.issues_remedy(), entry.remedy],
    [m.issues_verified_by(), by(entry.verified_by, entry.verified_at)],
    [m.issues_verification(), entry.verification],
    [m.issues_closed_by(), by(entry.closed_by, entry.closed_at)],
    [m.issues_reason(), entry.reason],
  ]
  return (
    <>
      <dl className={css.facts}>
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {mayHistory && (
        <p className={css.trace}>
          <Link to={`/projects/${project}/history?table=issues.entries&row=${entry.id}`}>
            {m.issues_versions()}
          </Link>
        </p>
      )}
    </>
  )
}
