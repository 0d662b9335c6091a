import { Button } from '@mantine/core'
import { IconCalendarDue, IconLock, IconUserShare } from '@tabler/icons-react'
import { useState } from 'react'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import type { useNames } from '../parts/lookup'
import type { Entry } from '../words'
import css from './list.module.css'
import { type Act, ManyDialog } from './ManyDialog'

const acts: { act: Act; label: () => string; icon: typeof IconLock }[] = [
  { act: 'assign', label: m.issues_assign, icon: IconUserShare },
  { act: 'due', label: m.issues_move_due, icon: IconCalendarDue },
  { act: 'close', label: m.issues_close, icon: IconLock },
]

/** ManyChange says how many entries are chosen, and what can be done with all of them. */
export function ManyChange({
  entries,
  names,
  onAll,
  onClear,
}: {
  entries: Entry[]
  names: ReturnType<typeof useNames>
  onAll: () => void
  onClear: () => void
}) {
  const [act, setAct] = useState<Act>()
  return (
    <section className={css.bar} aria-label={m.issues_chosen_acts()}>
      <strong className={`${css.count} figures`}>
        {m.issues_chosen({ count: entries.length, shown: formatNumber(entries.length) })}
      </strong>
      {acts.map(({ act: one, label, icon: Mark }) => (
        <Button
          key={one}
          variant="default"
          leftSection={<Mark size={18} aria-hidden />}
          onClick={() => setAct(one)}
        >
          {label()}
        </Button>
      ))}
      <Button variant="subtle" onClick={onAll}>
        {m.issues_choose_all()}
      </Button>
      <Button variant="subtle" onClick={onClear}>
        {m.issues_choose_none()}
      </Button>
      {act && (
        <ManyDialog
          act={act}
          entries={entries}
          names={names}
          onClose={() => setAct(undefined)}
          onDone={() => {
            setAct(undefined)
            onClear()
          }}
        />
      )}
    </section>
  )
}
