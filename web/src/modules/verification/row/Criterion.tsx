import { useQuery } from '@tanstack/react-query'
import { useCan, useProject } from '~/api/access'
import { reading } from '~/api/query'
import { language } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { limitText, type Row } from '../limit'
import { inWords } from '../mine/TestCard'
import css from './row.module.css'

/** Criterion is what a row is held against, in large, and the requirement behind it. */
export function Criterion({ row }: { row: Row }) {
  const project = useProject()
  const mayRead = useCan('requirements.view')
  const { data: requirement } = useQuery({
    ...reading('registers.requirement.read', { path: { project, id: row.requirement ?? '-' } }),
    enabled: mayRead && row.requirement !== null,
  })
  const criterion = inWords(row, 'criterion')
  const limit = limitText(row)
  const title =
    requirement &&
    (language() === 'da'
      ? requirement.title_da || requirement.title_en
      : requirement.title_en || requirement.title_da)
  return (
    <>
      {limit && <p className={`${css.large} figures`}>{limit}</p>}
      {criterion && criterion !== limit && <p className={limit ? undefined : css.large}>{criterion}</p>}
      {!limit && !criterion && <p className="muted">{m.verification_no_criterion()}</p>}
      {requirement && (
        <p className={css.requirement}>
          <span className="muted">{m.verification_requirement()}</span>{' '}
          <strong className="figures">{requirement.code}</strong> {title}
        </p>
      )}
      {row.br18 && <p className={css.requirement}>{m.verification_br18()}</p>}
      {row.note && (
        <p className={css.requirement}>
          <span className="muted">{m.verification_row_note()}</span> {row.note}
        </p>
      )}
    </>
  )
}
