import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import { dueText } from '../due'
import { StatusMark } from '../parts/StatusMark'
import { isOverdue, type Listed, titleOf } from '../words'
import css from './list.module.css'

/** AnswerLine is one line of the basis of design: which requirement, where, with whom, by when, whose turn. */
export function AnswerLine({
  answer,
  place,
  responsible,
  today,
  search,
}: {
  answer: Listed
  place: string
  responsible: string
  today: string
  search: Record<string, string>
}) {
  const project = useProject()
  const { of } = answer
  return (
    <li className={css.entry}>
      <div className={css.what}>
        <Link to={`/projects/${project}/basis/${answer.id}`} search={search as never}>
          {of ? `${of.code} ${titleOf(of)}` : m.design_hidden()}
        </Link>
        <p className="muted">{[place, answer.text].filter(Boolean).join(' · ') || m.design_unanswered()}</p>
      </div>
      <p className={css.who}>{responsible || m.design_nobody()}</p>
      <p className={css.due} data-over={isOverdue(answer, today) || undefined}>
        {dueText(answer, today)}
      </p>
      <div className={css.state}>
        <StatusMark status={answer.status} />
      </div>
    </li>
  )
}
