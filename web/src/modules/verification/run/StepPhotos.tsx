import { ActionIcon, Button } from '@mantine/core'
import { IconPencil, IconPhoto, IconTrash } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useProject } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import { pictureOf, Viewer } from '~/ui/Viewer'
import form from '../form/form.module.css'
import { takePhoto } from '../form/shelf'
import css from './answer.module.css'
import type { Run, Said } from './judge'
import { MarkUp } from './MarkUp'
import type { Running } from './useRun'
import type { Shot } from './waiting'

/** StepPhotos are the photos of a step: those with the server, which can be drawn on, and those that wait. */
export function StepPhotos({
  step,
  answer,
  shots,
  running,
  off,
}: {
  step: Run['steps'][number]
  answer: Said
  shots: readonly Shot[]
  running: Running
  off: boolean
}) {
  const project = useProject()
  const [seen, setSeen] = useState<number>()
  const [marked, setMarked] = useState<string>()
  const { photos } = answer
  const needed = (step.photo || step.kind === 'photo') && photos.length === 0 && shots.length === 0
  return (
    <div className={css.photos}>
      {needed && answer.said !== 'not_applicable' && (
        <p className={css.needed}>
          <IconPhoto size={20} aria-hidden />
          {m.verification_photo_needed()}
        </p>
      )}
      {!off && (step.photo || step.kind === 'photo') && (
        <label className={`${form.source} ${css.choose}`}>
          <IconPhoto size={22} aria-hidden />
          {m.verification_photo_choose()}
          <input
            type="file"
            accept="image/*"
            multiple
            onChange={(event) => {
              void running.addPhotos(step, Array.from(event.currentTarget.files ?? []))
              event.currentTarget.value = ''
            }}
          />
        </label>
      )}
      {(photos.length > 0 || shots.length > 0) && (
        <ul className={`${form.shots} ${css.shots}`}>
          {photos.map(({ file }, at) => (
            <li key={file}>
              <button
                type="button"
                className={form.thumb}
                onClick={() => setSeen(at)}
                aria-label={m.verification_photo_no({ no: String(at + 1) })}
              >
                <img src={pictureOf(project, file)} alt="" />
              </button>
              {!off && (
                <>
                  <ActionIcon
                    variant="filled"
                    color="danger"
                    size={44}
                    className={form.remove}
                    aria-label={m.verification_photo_remove({ no: String(at + 1) })}
                    onClick={() => running.give(step, { photos: photos.filter((one) => one.file !== file) })}
                  >
                    <IconTrash size={18} aria-hidden />
                  </ActionIcon>
                  <Button
                    variant="default"
                    className={css.mark}
                    leftSection={<IconPencil size={18} aria-hidden />}
                    onClick={() => setMarked(file)}
                  >
                    {m.verification_photo_mark()}
                  </Button>
                </>
              )}
            </li>
          ))}
          {shots.map((shot) => (
            <li key={shot.id}>
              <Waits shot={shot} />
              <span className={form.going} role="status">
                {m.verification_photo_waits()}
              </span>
            </li>
          ))}
        </ul>
      )}
      {seen !== undefined && (
        <Viewer
          pictures={photos.map(({ file }) => pictureOf(project, file))}
          first={seen}
          onClose={() => setSeen(undefined)}
        />
      )}
      {marked && (
        <MarkUp
          picture={pictureOf(project, marked)}
          onDone={(photo) => {
            setMarked(undefined)
            void running.addShot(step, photo, marked)
          }}
          onClose={() => setMarked(undefined)}
        />
      )}
    </div>
  )
}

function Waits({ shot }: { shot: Shot }) {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    let made: string | undefined
    let gone = false
    takePhoto(shot.id)
      .then((photo) => {
        if (!photo || gone) return
        made = URL.createObjectURL(photo)
        setAddress(made)
      })
      .catch(() => {})
    return () => {
      gone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [shot.id])
  return <span className={form.thumb}>{address && <img src={address} alt="" />}</span>
}
