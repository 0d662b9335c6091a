import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { today } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Back } from '~/ui/Back'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { say } from '~/ui/toast'
import { BookingForm, fieldsOf, type Values } from './BookingForm'

/** BookPage books a test; the address may say already of which milestone and system. */
export default function BookPage() {
  const path = { project: useProject() }
  const { gate, system } = useSearch({ strict: false }) as { gate?: string; system?: string }
  const go = useNavigate()
  const [id] = useState(uuid)
  const back = `/projects/${path.project}/calendar`
  const book = useWrite('gates.booking.make', {
    onDone: (made) => {
      say(m.gates_booked())
      go({ to: `${back}/${made.id}` })
    },
  })
  const initial: Values = {
    title: '',
    day: today(),
    from: '09:00',
    until: '11:00',
    place: '',
    gate: gate ?? null,
    systems: system ? [system] : [],
    people: [],
    companies: [],
    notes: '',
  }
  return (
    <Page width="text">
      <PageHeader title={m.gates_book()} above={<Back to={back}>{m.gates_calendar()}</Back>} />
      <Panel>
        <BookingForm
          initial={initial}
          submit={m.gates_book()}
          problem={book.error}
          busy={book.isPending}
          onSubmit={(values) => book.mutate({ path, body: { id, ...fieldsOf(values) } })}
          onCancel={() => go({ to: back })}
        />
      </Panel>
    </Page>
  )
}
