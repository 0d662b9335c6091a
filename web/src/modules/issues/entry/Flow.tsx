import { IconCheck } from '@tabler/icons-react'
import { m } from '~/lib/paraglide/messages'
import { type Opened, type Status, statuses } from '../words'
import css from './entry.module.css'

const steps: Status[] = ['new', 'assigned', 'remedied', 'verified', 'closed']

/** Flow shows how far an entry is on its way, and that it was sent back where it was. */
export function Flow({ entry: { status } }: { entry: Opened }) {
  const at = steps.indexOf(status === 'rejected' ? 'assigned' : status)
  return (
    <ol className={css.flow} aria-label={m.issues_flow()}>
      {steps.map((step, i) => {
        const here = i === at
        const shown = here && status === 'rejected' ? 'rejected' : step
        const { label, icon: Mark } = statuses[shown]
        return (
          <li
            key={step}
            aria-current={here ? 'step' : undefined}
            data-done={i < at || status === 'closed' || undefined}
            data-back={shown === 'rejected' || undefined}
          >
            {i < at ? <IconCheck size={18} aria-hidden /> : <Mark size={18} aria-hidden />}
            <span>{label()}</span>
          </li>
        )
      })}
    </ol>
  )
}
