import { ActionIcon, Loader } from '@mantine/core'
import { IconCamera, IconPaperclip, IconPhoto, IconRefresh, IconTrash } from '@tabler/icons-react'
import { type ChangeEvent, useEffect, useId, useState } from 'react'
import { useProject } from '~/api/access'
import type { Problem } from '~/api/problem'
import { m } from '~/lib/paraglide/messages'
import { pictureOf, Viewer } from '~/ui/Viewer'
import type { Shot } from './draft'
import { FilesList, whole } from './FilesList'
import css from './form.module.css'
import { takePhoto } from './shelf'

/** PhotosField takes photos by the camera or from the device, and other files, and shows which are with the server. */
export function PhotosField({
  photos: shots,
  lost,
  onAdd,
  onAttach,
  onRemove,
  onAgain,
}: {
  photos: Shot[]
  lost: ReadonlyMap<string, Problem>
  onAdd: (files: File[]) => void
  onAttach: (files: File[]) => void
  onRemove: (id: string) => void
  onAgain: (id: string) => void
}) {
  const project = useProject()
  const [seen, setSeen] = useState<number>()
  const id = useId()
  const taking = (take: (files: File[]) => void) => (event: ChangeEvent<HTMLInputElement>) => {
    take(Array.from(event.currentTarget.files ?? []))
    event.currentTarget.value = ''
  }
  const photos = shots.filter(({ name }) => !name)
  const stored = photos.flatMap(({ file }) => file ?? [])
  return (
    <fieldset className={css.field}>
      <legend>{m.verification_photos()}</legend>
      <div className={css.sources}>
        <label className={css.source} htmlFor={`${id}-camera`}>
          <IconCamera size={22} aria-hidden />
          {m.verification_photo_take()}
          <input
            id={`${id}-camera`}
            type="file"
            accept="image/*"
            capture="environment"
            onChange={taking(onAdd)}
          />
        </label>
        <label className={css.source} htmlFor={`${id}-choose`}>
          <IconPhoto size={22} aria-hidden />
          {m.verification_photo_choose()}
          <input id={`${id}-choose`} type="file" accept="image/*" multiple onChange={taking(onAdd)} />
        </label>
        <label className={css.source} htmlFor={`${id}-attach`}>
          <IconPaperclip size={22} aria-hidden />
          {m.verification_file_attach()}
          <input id={`${id}-attach`} type="file" multiple onChange={taking(onAttach)} />
        </label>
      </div>
      {photos.length > 0 && (
        <ul className={css.shots}>
          {photos.map((shot, at) => (
            <li key={shot.id} data-lost={lost.has(shot.id) || undefined}>
              <Thumb
                shot={shot}
                label={m.verification_photo_no({ no: String(at + 1) })}
                {...(shot.file ? { onOpen: () => setSeen(stored.indexOf(shot.file ?? '')) } : {})}
              />
              {!shot.file && !lost.has(shot.id) && (
                <span className={css.going} role="status">
                  <Loader size="xs" aria-hidden /> {m.verification_photo_sending()}
                </span>
              )}
              {lost.has(shot.id) && (
                <button type="button" className={css.again} onClick={() => onAgain(shot.id)}>
                  <IconRefresh size={16} aria-hidden /> {m.verification_photo_again()}
                </button>
              )}
              <ActionIcon
                variant="filled"
                color="danger"
                className={css.remove}
                aria-label={m.verification_photo_remove({ no: String(at + 1) })}
                onClick={() => onRemove(shot.id)}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {photos.map(({ id }, at) => {
        const problem = lost.get(id)
        return (
          problem && (
            <p key={id} className={css.wrong} role="alert">
              {m.verification_photo_no({ no: String(at + 1) })}: {whole(problem)}
            </p>
          )
        )
      })}
      <FilesList files={shots.filter(({ name }) => name)} lost={lost} onRemove={onRemove} onAgain={onAgain} />
      {seen !== undefined && seen >= 0 && (
        <Viewer
          pictures={stored.map((file) => pictureOf(project, file))}
          first={seen}
          onClose={() => setSeen(undefined)}
        />
      )}
    </fieldset>
  )
}

function Thumb({ shot, label, onOpen }: { shot: Shot; label: string; onOpen?: () => void }) {
  const project = useProject()
  const [kept, setKept] = useState<string>()
  useEffect(() => {
    if (shot.file) return
    let gone = false
    let address: string | undefined
    takePhoto(shot.id)
      .then((photo) => {
        if (!photo || gone) return
        address = URL.createObjectURL(photo)
        setKept(address)
      })
      .catch(() => {})
    return () => {
      gone = true
      if (address) URL.revokeObjectURL(address)
    }
  }, [shot])
  const address = shot.file ? pictureOf(project, shot.file) : kept
  return (
    <button type="button" className={css.thumb} onClick={onOpen} disabled={!onOpen} aria-label={label}>
      {address && <img src={address} alt="" />}
    </button>
  )
}
