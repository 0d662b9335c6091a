import { m } from '~/lib/paraglide/messages'
import { DateField } from '~/ui/form/DateField'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { sayWrong } from '~/ui/toast'
import { PhotosField } from '../parts/PhotosField'
import { usePhotos } from '../parts/usePhotos'
import type { Opened } from '../words'
import css from './entry.module.css'
import { useMove, usePath } from './moving'

type Values = { reason: string; due_on: string | null }

/** ReasonForm is where an entry is sent back, closed or opened again, with the reason why. */
export function ReasonForm({
  act,
  entry,
  onDone,
}: {
  act: 'reject' | 'close' | 'reopen'
  entry: Opened
  onDone: () => void
}) {
  const path = usePath(entry)
  const photos = usePhotos()
  const reject = useMove('issues.entry.reject', onDone)
  const close = useMove('issues.entry.close', onDone)
  const reopen = useMove('issues.entry.reopen', onDone)
  const verified = act === 'close' && entry.status === 'verified'
  const { error, isPending } = { reject, close, reopen }[act]
  const submit = async ({ reason, due_on }: Values) => {
    if (act === 'close') return close.mutate({ path, body: { reason } })
    if (act === 'reopen') return reopen.mutate({ path, body: { reason } })
    try {
      const files = await photos.files()
      const body = { reason, ...(due_on ? { due_on } : {}), ...(files.length > 0 ? { photos: files } : {}) }
      reject.mutate({ path, body })
    } catch (problem) {
      sayWrong(problem)
    }
  }
  const said = {
    reject: [m.issues_reason_reject(), m.issues_reject()] as const,
    close: [m.issues_reason_close(), m.issues_close()] as const,
    reopen: [m.issues_reason_reopen(), m.issues_reopen()] as const,
  }[act]
  return (
    <Form
      className={css.main}
      initial={{ reason: '', due_on: null } as Values}
      problem={error}
      busy={isPending}
      onSubmit={submit}
    >
      <Fields>
        {act === 'close' && !verified && <Note tone="warn">{m.issues_close_unverified()}</Note>}
        {verified ? (
          <div className={css.quoted}>
            <p className="muted">{m.issues_verification()}</p>
            <p className={css.text}>{entry.verification}</p>
          </div>
        ) : (
          <TextField name="reason" label={said[0]} rows={3} maxLength={10_000} required />
        )}
        {act === 'reject' && <DateField name="due_on" label={m.issues_new_due()} />}
        {act === 'reject' && <PhotosField label={m.issues_photos_still()} photos={photos} />}
        <FormActions submit={said[1]} wide danger={act === 'reject'} />
      </Fields>
    </Form>
  )
}
