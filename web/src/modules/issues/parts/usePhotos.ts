import { useEffect, useRef, useState } from 'react'
import { useProject } from '~/api/access'
import { call } from '~/api/call'
import { asProblem, Problem } from '~/api/problem'
import { m } from '~/lib/paraglide/messages'
import { shrink } from '~/lib/photo'
import { uuid } from '~/lib/uuid'

/** Shot is a photo that goes with what is being written: shown from the device, and with the server once it has a file. */
export type Shot = { id: string; address: string; photo: Blob; file?: string; problem?: Problem }

/** usePhotos sends photos on their way as they are taken; what is written waits for them only at the end. */
export function usePhotos() {
  const project = useProject()
  const [shots, setShots] = useState<Shot[]>([])
  const [unread, setUnread] = useState<Problem>()
  const held = useRef(shots)
  const keep = (next: Shot[]) => {
    held.current = next
    setShots(next)
  }
  const change = (id: string, part: Partial<Shot>) =>
    keep(held.current.map((shot) => (shot.id === id ? { ...shot, ...part } : shot)))
  // When the form is left, nothing shows them any more.
  useEffect(
    () => () => {
      for (const { address } of held.current) URL.revokeObjectURL(address)
    },
    [],
  )

  const underWay = useRef(new Map<string, Promise<void>>())
  const send = (id: string): Promise<void> => {
    const going = underWay.current.get(id) ?? carry(id).finally(() => underWay.current.delete(id))
    underWay.current.set(id, going)
    return going
  }
  const carry = async (id: string) => {
    const shot = held.current.find((one) => one.id === id)
    if (!shot) return
    keep(held.current.map((one) => (one.id === id ? withoutProblem(one) : one)))
    try {
      const query = { name: `${id.slice(-6)}.jpg`, photo: true }
      const { id: file } = await call('files.file.upload', { path: { project }, query, body: shot.photo })
      change(id, { file })
    } catch (error) {
      change(id, { problem: asProblem(error) })
      throw error
    }
  }

  const add = async (files: File[]) => {
    setUnread(undefined)
    for (const file of files) {
      const photo = await shrink(file).catch(() => undefined)
      if (!photo) {
        setUnread(new Problem({ type: '/problems/invalid', title: m.issues_photo_unread() }))
        continue
      }
      const id = uuid()
      keep([...held.current, { id, photo, address: URL.createObjectURL(photo) }])
      // Why a photo could not be sent stands on the photo itself.
      void send(id).catch(() => {})
    }
  }
  const remove = (id: string) => {
    const gone = held.current.find((shot) => shot.id === id)
    if (gone) URL.revokeObjectURL(gone.address)
    keep(held.current.filter((shot) => shot.id !== id))
  }
  /** files waits until every photo is with the server, and gives their ids there. */
  const files = async (): Promise<string[]> => {
    for (const { id, file } of held.current) if (!file) await send(id)
    return held.current.flatMap(({ file }) => file ?? [])
  }
  const again = (id: string) => void send(id).catch(() => {})
  return { shots, unread, add, remove, again, files }
}

const withoutProblem = ({ problem: _, ...shot }: Shot): Shot => shot
