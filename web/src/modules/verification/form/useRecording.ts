import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useProject } from '~/api/access'
import { type Answer, call } from '~/api/call'
import { asProblem, Problem } from '~/api/problem'
import { reading, refresh } from '~/api/query'
import { deviceName, headersOf, lastSigner, rememberSigner } from '~/lib/device'
import { m } from '~/lib/paraglide/messages'
import { shrink } from '~/lib/photo'
import { uuid } from '~/lib/uuid'
import { drawn } from '~/ui/form/strokes'
import type { Row } from '../limit'
import {
  bodyOf,
  type Draft,
  forgetDraft,
  keepDraft,
  newDraft,
  readDraft,
  sendingOf,
  type Wrong,
  wrongIn,
} from './draft'
import { dropPhotos, putPhoto, takePhoto } from './shelf'

/** Test is one verification of a row. */
export type Test = Answer<'verification.test.record'>

const sendPhoto = (project: string, name: string, photo: Blob) =>
  call('files.file.upload', { path: { project }, query: { name, photo: true }, body: photo })

/**
 * useRecording holds the test that is being written for a row. Whatever is
 * written stays on the device until the server has it; a sending that fails
 * changes nothing and can be tried again.
 */
export function useRecording(row: Row, onDone: (test: Test) => void) {
  const project = useProject()
  const cache = useQueryClient()
  const held = useRef<Draft>(undefined)
  held.current ??= readDraft(row.id, lastSigner())
  const [draft, setDraft] = useState(held.current)
  const [wrong, setWrong] = useState<Wrong>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  /** lost are photos that could not be sent yet, with why. */
  const [lost, setLost] = useState<ReadonlyMap<string, Problem>>(new Map())

  const change = (part: Partial<Draft>) => {
    const next = { ...(held.current ?? draft), ...part }
    held.current = next
    keepDraft(row.id, next)
    setDraft(next)
    setWrong({})
  }
  const now = () => held.current ?? draft

  const underWay = useRef(new Map<string, Promise<void>>())
  const sendShot = (id: string, photo?: Blob): Promise<void> => {
    const going = underWay.current.get(id) ?? carry(id, photo).finally(() => underWay.current.delete(id))
    underWay.current.set(id, going)
    return going
  }
  const carry = async (id: string, photo: Blob | undefined) => {
    const blob = photo ?? (await takePhoto(id))
    if (!blob) return change({ photos: now().photos.filter((shot) => shot.id !== id) })
    setLost((all) => new Map([...all].filter(([one]) => one !== id)))
    try {
      const name = now().photos.find((shot) => shot.id === id)?.name
      const { id: file } = name
        ? await call('files.file.upload', { path: { project }, query: { name }, body: blob })
        : await sendPhoto(project, `${row.no}-${id.slice(-6)}.jpg`, blob)
      change({ photos: now().photos.map((shot) => (shot.id === id ? { ...shot, file } : shot)) })
    } catch (error) {
      setLost((all) => new Map(all).set(id, asProblem(error)))
      throw error
    }
  }

  const addPhotos = async (files: File[]) => {
    for (const file of files) {
      const id = uuid()
      const photo = await shrink(file).catch(() => undefined)
      if (!photo) {
        setProblem(new Problem({ type: '/problems/invalid', title: m.verification_photo_unread() }))
        continue
      }
      await putPhoto(id, photo).catch(() => {})
      change({ photos: [...now().photos, { id }] })
      // Why a photo could not be sent stands on the photo itself.
      void sendShot(id, photo).catch(() => {})
    }
  }
  const addFiles = async (files: File[]) => {
    await addPhotos(files.filter(({ type }) => type.startsWith('image/')))
    for (const file of files.filter(({ type }) => !type.startsWith('image/'))) {
      const id = uuid()
      await putPhoto(id, file).catch(() => {})
      change({ photos: [...now().photos, { id, name: file.name }] })
      void sendShot(id, file).catch(() => {})
    }
  }
  const removePhoto = (id: string) => {
    change({ photos: now().photos.filter((shot) => shot.id !== id) })
    void dropPhotos([id]).catch(() => {})
  }

  // Photos that a reload found unsent go on their way again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for the row
  useEffect(() => {
    for (const { id, file } of now().photos) if (!file) void sendShot(id).catch(() => {})
  }, [row.id])

  const finish = async (test: Test) => {
    const photos = now().photos.map(({ id }) => id)
    if (now().name) rememberSigner(now().name)
    forgetDraft(row.id)
    void dropPhotos(photos).catch(() => {})
    held.current = newDraft(lastSigner())
    setDraft(held.current)
    await refresh(cache, ['verification.test', 'registers.row', 'registers.progress', 'audit.entry'])
    onDone(test)
  }

  const send = async () => {
    const found = wrongIn(now(), row)
    setWrong(found)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    setProblem(null)
    try {
      for (const { id, file } of now().photos) if (!file) await sendShot(id)
      if (now().strokes.length > 0 && !now().signature) {
        const { id } = await sendPhoto(project, `${row.no}-signature.png`, await drawn(now().strokes))
        change({ signature: id })
      }
      const body = bodyOf(now(), row)
      const sent = sendingOf(now(), JSON.stringify(body), new Date())
      change({ sent })
      await finish(await record(body, sent))
    } catch (error) {
      setProblem(asProblem(error))
    }
    setBusy(false)
  }

  const record = async (
    body: ReturnType<typeof bodyOf>,
    sent: { key: string; at: string },
  ): Promise<Test> => {
    const path = { project, row: row.id }
    try {
      return await call('verification.test.record', { path, body, headers: headersOf(sent, deviceName()) })
    } catch (error) {
      // An answer that never came may have been a yes: then the test is there already.
      if (asProblem(error).kind !== 'conflict') throw error
      const { items } = await cache.fetchQuery({
        ...reading('verification.test.list', { path }),
        staleTime: 0,
      })
      const there = items.find(({ id }) => id === body.id)
      if (!there) throw error
      return there
    }
  }

  const again = (id: string) => void sendShot(id).catch(() => {})
  return { draft, change, wrong, problem, busy, lost, again, addPhotos, addFiles, removePhoto, send }
}
