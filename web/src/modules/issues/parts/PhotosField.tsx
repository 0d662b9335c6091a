import { ActionIcon, Loader } from '@mantine/core'
import { IconCamera, IconPhoto, IconRefresh, IconTrash } from '@tabler/icons-react'
import { type ChangeEvent, useId, useState } from 'react'
import { m } from '~/lib/paraglide/messages'
import { ProblemNote } from '~/ui/ProblemNote'
import { Viewer } from '~/ui/Viewer'
import css from './parts.module.css'
import type { usePhotos } from './usePhotos'

/** PhotosField takes photos by the camera or from the device, and shows which are with the server. */
export function PhotosField({
  label,
  needed = false,
  wrong,
  photos: { shots, unread, add, remove, again },
}: {
  label: string
  needed?: boolean
  wrong?: string | undefined
  photos: ReturnType<typeof usePhotos>
}) {
  const [seen, setSeen] = useState<number>()
  const id = useId()
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    void add(Array.from(event.currentTarget.files ?? []))
    event.currentTarget.value = ''
  }
  return (
    <fieldset className={css.field} aria-invalid={wrong ? true : undefined}>
      <legend>
        {label}
        {needed && <span className={css.star}> *</span>}
      </legend>
      <div className={css.sources}>
        <label className={css.source} htmlFor={`${id}-camera`}>
          <IconCamera size={22} aria-hidden />
          {m.issues_photo_take()}
          <input id={`${id}-camera`} type="file" accept="image/*" capture="environment" onChange={take} />
        </label>
        <label className={css.source} htmlFor={`${id}-choose`}>
          <IconPhoto size={22} aria-hidden />
          {m.issues_photo_choose()}
          <input id={`${id}-choose`} type="file" accept="image/*" multiple onChange={take} />
        </label>
      </div>
      {unread && <ProblemNote problem={unread} />}
      {wrong && (
        <p className={css.wrong} role="alert">
          {wrong}
        </p>
      )}
      {shots.length > 0 && (
        <ul className={css.shots}>
          {shots.map((shot, at) => (
            <li key={shot.id} data-lost={shot.problem !== undefined || undefined}>
              <button
                type="button"
                className={css.thumb}
                onClick={() => setSeen(at)}
                aria-label={m.issues_photo_no({ no: String(at + 1) })}
              >
                <img src={shot.address} alt="" />
              </button>
              {!shot.file && !shot.problem && (
                <span className={css.going} role="status">
                  <Loader size="xs" aria-hidden /> {m.issues_photo_sending()}
                </span>
              )}
              {shot.problem && (
                <button type="button" className={css.again} onClick={() => again(shot.id)}>
                  <IconRefresh size={16} aria-hidden /> {m.issues_photo_again()}
                </button>
              )}
              <ActionIcon
                variant="filled"
                color="danger"
                className={css.remove}
                aria-label={m.issues_photo_remove({ no: String(at + 1) })}
                onClick={() => remove(shot.id)}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {seen !== undefined && seen < shots.length && (
        <Viewer
          pictures={shots.map(({ address }) => address)}
          first={seen}
          onClose={() => setSeen(undefined)}
        />
      )}
    </fieldset>
  )
}
