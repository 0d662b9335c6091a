import { useState } from 'react'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
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

/** RemedyForm is where the side that is responsible says what was done, and shows it. */
export function RemedyForm({ entry, onDone }: { entry: Opened; onDone: () => void }) {
  const path = usePath(entry)
  const photos = usePhotos()
  const [lacking, setLacking] = useState(false)
  const { data: setting } = useRead('issues.setting.read', { path: { project: useProject() } })
  const remedy = useMove('issues.entry.remedy', onDone)
  const needed = setting?.photo_on_remedy ?? false
  const submit = async (values: { remedy: string; cause: string }) => {
    setLacking(needed && photos.shots.length === 0)
    if (needed && photos.shots.length === 0) return
    try {
      const files = await photos.files()
      remedy.mutate({
        path,
        body: {
          remedy: values.remedy,
          ...(values.cause !== entry.cause && values.cause ? { cause: values.cause } : {}),
          ...(files.length > 0 ? { photos: files } : {}),
        },
      })
    } catch (error) {
      sayWrong(error)
    }
  }
  return (
    <Form
      className={css.main}
      initial={{ remedy: '', cause: entry.cause }}
      problem={remedy.error}
      busy={remedy.isPending}
      onSubmit={submit}
    >
      <Fields>
        {entry.status === 'rejected' && (
          <Note tone="warn">{m.issues_sent_back({ reason: entry.reason })}</Note>
        )}
        <TextField
          name="remedy"
          label={m.issues_remedy_done()}
          description={m.issues_remedy_about()}
          rows={3}
          maxLength={10_000}
          required
        />
        <TextField name="cause" label={m.issues_cause()} rows={2} maxLength={2000} />
        <PhotosField
          label={m.issues_photos_after()}
          needed={needed}
          wrong={
            lacking && photos.shots.length === 0
              ? m.issues_photo_needed()
              : remedy.error?.errors.get('photos')
          }
          photos={photos}
        />
        <FormActions submit={m.issues_report_remedied()} wide />
      </Fields>
    </Form>
  )
}
