import { SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/SegmentedControl.layer.css'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import { IconMail } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Item } from '~/api/call'
import { reading } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import css from './mail.module.css'

type Mail = Item<'developer.mail.list'>

/** DeveloperMailPage reads the mail that a program without a mail server keeps instead of sending. */
export default function DeveloperMailPage() {
  const { data, error, refetch } = useQuery({ ...reading('developer.mail.list'), refetchInterval: 3000 })
  const [chosen, setChosen] = useState<string>()
  const mails = data?.items ?? []
  const open = mails.find(({ id }) => id === chosen) ?? mails[0]
  return (
    <main>
      <Page>
        <PageHeader title={m.projects_mail_title()} under={m.projects_mail_about()} />
        {error && !data ? (
          <ErrorState error={error} onRetry={refetch} />
        ) : !data ? (
          <Lines />
        ) : !open ? (
          <EmptyState icon={IconMail} title={m.projects_mail_none()}>
            {m.projects_mail_none_about()}
          </EmptyState>
        ) : (
          <div className={css.box}>
            <nav aria-label={m.projects_mail_list()} className={css.list}>
              {mails.map(({ id, to, subject, at }) => (
                <button
                  key={id}
                  type="button"
                  aria-current={id === open.id || undefined}
                  onClick={() => setChosen(id)}
                >
                  <strong>{subject}</strong>
                  <span>{to}</span>
                  <small>{formatMoment(at)}</small>
                </button>
              ))}
            </nav>
            <Letter key={open.id} mail={open} />
          </div>
        )}
      </Page>
    </main>
  )
}

function Letter({ mail }: { mail: Mail }) {
  const [view, setView] = useState('text')
  return (
    <article className={css.letter}>
      <h2>{mail.subject}</h2>
      <p className="muted">
        {m.projects_mail_to()} {mail.to}
      </p>
      {mail.html && (
        <SegmentedControl
          size="xs"
          value={view}
          onChange={setView}
          transitionDuration={0}
          data={[
            { value: 'text', label: m.projects_mail_as_text() },
            { value: 'page', label: m.projects_mail_as_page() },
          ]}
        />
      )}
      {view === 'text' || !mail.html ? (
        <pre>
          {parts(mail.text).map(({ at, text, link }) =>
            link ? (
              <a key={at} href={text}>
                {text}
              </a>
            ) : (
              text
            ),
          )}
        </pre>
      ) : (
        <iframe title={mail.subject} srcDoc={mail.html} sandbox="" />
      )}
    </article>
  )
}

/** parts divides a text into links and what stands between them. */
function parts(text: string): { at: number; text: string; link: boolean }[] {
  let at = 0
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, i) => {
    const found = { at, text: part, link: i % 2 === 1 }
    at += part.length
    return found
  })
}
