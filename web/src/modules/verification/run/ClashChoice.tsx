import { Button } from '@mantine/core'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { Note } from '~/ui/Note'
import css from './answer.module.css'
import type { Run, Said } from './judge'
import { saidText } from './said'
import type { Clash } from './useRun'

/** ClashChoice shows both answers to a step that two people answered, and lets one stand. */
export function ClashChoice({
  step,
  clash,
  onChoose,
}: {
  step: Run['steps'][number]
  clash: Clash
  onChoose: (side: 'yours' | 'theirs') => void
}) {
  const project = useProject()
  const { data: people } = useRead('accounts.person.list', { path: { project } })
  const who = people?.items.find(({ id }) => id === clash.theirs.person)?.name ?? ''
  const line = (said: Said) =>
    [
      saidText(step, said),
      said.note,
      said.photos.length > 0 ? m.verification_photos_count({ count: String(said.photos.length) }) : '',
    ]
      .filter(Boolean)
      .join(' · ') || '–'
  return (
    <div className={css.clash}>
      <Note tone="warn">{m.verification_clash({ name: who })}</Note>
      <Button variant="default" size="lg" className={css.side} onClick={() => onChoose('yours')}>
        <span>
          <small>{m.ui_stale_yours()}</small>
          {line(clash.yours)}
        </span>
      </Button>
      <Button variant="default" size="lg" className={css.side} onClick={() => onChoose('theirs')}>
        <span>
          <small>{[who, formatMoment(clash.theirs.answered_at)].filter(Boolean).join(' · ')}</small>
          {line(clash.theirs)}
        </span>
      </Button>
    </div>
  )
}
