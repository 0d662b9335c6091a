import { Button } from '@mantine/core'
import { IconPhotoPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useAccess, useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { can } from '~/lib/rights'
import { Dialog } from '~/ui/Dialog'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { Panel } from '~/ui/Page'
import { sayWrong } from '~/ui/toast'
import { pictureOf, Viewer } from '~/ui/Viewer'
import { PhotosField } from '../parts/PhotosField'
import { usePhotos } from '../parts/usePhotos'
import type { Opened } from '../words'
import css from './entry.module.css'
import { moved, usePath } from './moving'

type Stage = Opened['photos'][number]['stage']

/** BeforeAfter shows what was found beside how it was remedied. */
export function BeforeAfter({ entry }: { entry: Opened }) {
  const project = useProject()
  const access = useAccess()
  const [seen, setSeen] = useState<number>()
  const [adding, setAdding] = useState<Stage>()
  const may =
    entry.status !== 'closed' &&
    (can(access, 'log.edit_all') ||
      (can(access, 'log.edit_own') && (entry.raised_by === access.person || entry.may.includes('cause'))))
  const stage = (which: Stage, title: string, none: string) => {
    const photos = entry.photos.filter((photo) => photo.stage === which)
    return (
      <div>
        <div className={css.stage}>
          <h3>{title}</h3>
          {may && (
            <Button
              size="compact-sm"
              variant="subtle"
              mih="var(--touch)"
              leftSection={<IconPhotoPlus size={16} aria-hidden />}
              onClick={() => setAdding(which)}
              aria-label={m.issues_photo_add_to({ stage: title })}
            >
              {m.issues_photo_add()}
            </Button>
          )}
        </div>
        {photos.length === 0 ? (
          <p className="muted">{none}</p>
        ) : (
          <ul className={css.pictures}>
            {photos.map((photo, at) => (
              <li key={photo.id}>
                <button
                  type="button"
                  onClick={() => setSeen(entry.photos.indexOf(photo))}
                  aria-label={`${title}: ${m.issues_photo_no({ no: String(at + 1) })}`}
                >
                  <img src={pictureOf(project, photo.file)} alt="" loading="lazy" />
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    )
  }
  return (
    <Panel title={m.issues_photos()}>
      <div className={css.beside}>
        {stage('before', m.issues_before(), m.issues_no_before())}
        {stage('after', m.issues_after(), m.issues_no_after())}
      </div>
      {seen !== undefined && (
        <Viewer
          pictures={entry.photos.map(({ file }) => pictureOf(project, file))}
          first={seen}
          onClose={() => setSeen(undefined)}
        />
      )}
      {adding && <AddPhotos entry={entry} stage={adding} onClose={() => setAdding(undefined)} />}
    </Panel>
  )
}

function AddPhotos({ entry, stage, onClose }: { entry: Opened; stage: Stage; onClose: () => void }) {
  const path = usePath(entry)
  const photos = usePhotos()
  const add = useWrite('issues.photo.add', { touches: ['issues.entry', ...moved], onDone: onClose })
  const submit = async () => {
    try {
      add.mutate({ path, body: { stage, photos: await photos.files() } })
    } catch (error) {
      sayWrong(error)
    }
  }
  return (
    <Dialog title={m.issues_photo_add()} onClose={onClose} stay>
      <Form initial={{}} onSubmit={submit} problem={add.error} busy={add.isPending}>
        <Fields>
          <PhotosField label={stage === 'before' ? m.issues_before() : m.issues_after()} photos={photos} />
          <FormActions submit={m.ui_save()} onCancel={onClose} />
        </Fields>
      </Form>
    </Dialog>
  )
}
