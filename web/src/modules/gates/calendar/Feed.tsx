import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useProject } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { copyText } from '~/ui/copy'
import { Note } from '~/ui/Note'
import { ProblemNote } from '~/ui/ProblemNote'
import { say } from '~/ui/toast'
import css from './calendar.module.css'

/** Feed is one's own calendar of the project at a secret address, for the calendar program that one uses. */
export function Feed() {
  const path = { project: useProject() }
  const { data } = useRead('gates.feed.read', { path })
  const make = useWrite('gates.feed.make')
  const end = useWrite('gates.feed.end', {
    onDone: () => {
      make.reset()
      say(m.gates_feed_ended())
    },
  })
  const address = make.data?.address
  return (
    <div className={css.feed}>
      <p>{m.gates_feed_about()}</p>
      {(make.error || end.error) && (
        <ProblemNote problem={(make.error ?? end.error) as NonNullable<typeof make.error>} />
      )}
      {address ? (
        <>
          <Note tone="warn">{m.gates_feed_once()}</Note>
          <code>{address}</code>
          <Button
            variant="default"
            leftSection={<IconCopy size={16} aria-hidden />}
            onClick={() => copyText(address)}
          >
            {m.ui_copy()}
          </Button>
        </>
      ) : (
        <Button loading={make.isPending} onClick={() => make.mutate({ path })}>
          {data?.made_at ? m.gates_feed_anew() : m.gates_feed_make()}
        </Button>
      )}
      {data?.made_at && (
        <>
          <p className="muted">{m.gates_feed_made({ at: formatMoment(data.made_at) })}</p>
          <Button
            variant="default"
            color="danger"
            loading={end.isPending}
            onClick={() => end.mutate({ path })}
          >
            {m.gates_feed_end()}
          </Button>
        </>
      )}
    </div>
  )
}
