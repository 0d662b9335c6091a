import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useProject } from '~/api/access'
import { call } from '~/api/call'
import { asProblem, isStale, Problem } from '~/api/problem'
import { reading } from '~/api/query'
import { today } from '~/lib/date'
import { deviceName, headersOf } from '~/lib/device'
import { m } from '~/lib/paraglide/messages'
import { shrink } from '~/lib/photo'
import { uuid } from '~/lib/uuid'
import { sayWrong } from '~/ui/toast'
import { dropPhotos, putPhoto, takePhoto } from '../form/shelf'
import type { Step } from '../procedure/steps'
import { judged, nothing, type Run, type Said, standing } from './judge'
import { type Enclosing, type Kept, keep, readKept, type Shot, waitingWith } from './waiting'

/** Clash is a step that somebody else answered otherwise meanwhile. */
export type Clash = { theirs: Run['answers'][number]; yours: Said }

const mayComeLater = (problem: Problem) =>
  ['unreachable', 'unavailable', 'too-many', 'internal', 'signed-out'].includes(problem.kind)

/**
 * useRun holds a test while it is answered. Every answer is kept on the device
 * at once and sent one after the other; what the network does not take waits
 * and goes by itself later. Nothing is forgotten before the server has it.
 */
export function useRun(run: Run) {
  const project = useProject()
  const cache = useQueryClient()
  const path = { project, run: run.id }
  const key = reading('verification.run.read', { path }).queryKey
  const held = useRef<Kept>(undefined)
  held.current ??= readKept(run.id)
  const [kept, setKept] = useState(held.current)
  const [clashes, setClashes] = useState<ReadonlyMap<string, Clash>>(new Map())
  const [refused, setRefused] = useState<ReadonlyMap<string, Problem>>(new Map())
  const [offline, setOffline] = useState(false)
  const sending = useRef(false)
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined)
  const stopped = useRef(new Set<string>()) // steps that wait for the person to choose or correct

  const now = () => held.current as Kept
  const change = (next: Kept) => {
    held.current = next
    keep(run.id, next)
    setKept(next)
  }
  const server = () => cache.getQueryData<Run>(key) ?? run

  const views = useMemo(() => {
    const all = new Map<string, Said>()
    for (const [answers, only] of [
      [run.carried, true],
      [run.answers, false],
    ] as const) {
      for (const answer of answers) {
        const step = run.steps.find(({ id }) => id === answer.step)
        if (step && (!only || !all.has(step.code))) all.set(step.code, answer)
      }
    }
    for (const [id, { body }] of Object.entries(kept.answers)) {
      const step = run.steps.find((one) => one.id === id)
      if (!step) continue
      const said = {
        ...nothing,
        ...body,
        facts: body.facts ?? {},
        photos: body.photos ?? [],
        signature: body.signature ?? null,
      }
      all.set(step.code, { ...said, ...judged(step, said, today()) })
    }
    return standing(run.steps, all)
  }, [run, kept])

  /** give answers a step, or changes part of its answer. */
  const give = (step: Step, part: Partial<Omit<Said, 'result' | 'warned'>>) => {
    const had = now().answers[step.id]
    const stored = server().answers.find((one) => one.step === step.id)
    const before: Partial<Said> = had ? { ...nothing, ...(had.body as Partial<Said>) } : (stored ?? nothing)
    const said = { ...nothing, ...before, ...part }
    const body = {
      said: said.said,
      value: said.value,
      note: said.note,
      ...(Object.keys(said.facts).length > 0 ? { facts: said.facts } : {}),
      ...(said.photos.length > 0
        ? { photos: said.photos.map(({ file, original }) => ({ file, ...(original ? { original } : {}) })) }
        : {}),
      ...(said.signature ? { signature: said.signature } : {}),
    }
    stopped.current.delete(step.id)
    setRefused((all) => new Map([...all].filter(([id]) => id !== step.id)))
    change({
      ...now(),
      answers: { ...now().answers, [step.id]: waitingWith(had, body, stored?.version ?? 0, new Date()) },
    })
    // What is typed goes when the typing rests, and not letter by letter.
    clearTimeout(soon.current)
    soon.current = setTimeout(() => void sendAll(), 400)
  }

  const sendAll = async () => {
    if (sending.current) return
    sending.current = true
    try {
      // Answers go first: they are small, and the photos can come later.
      for (;;) {
        const [next] = Object.entries(now().answers).find(([id]) => !stopped.current.has(id)) ?? []
        const [shot] = now().shots
        const file = now().files.find(({ id }) => !stopped.current.has(id))
        if (next) await sendOne(next)
        else if (shot) await sendShot(shot)
        else if (file) await sendFile(file)
        else break
      }
      setOffline(false)
    } catch {
      setOffline(true) // what could not be sent waits
    }
    sending.current = false
  }

  const sendOne = async (id: string) => {
    const waiting = now().answers[id]
    if (!waiting) return
    try {
      const { answer, outcome } = await call('verification.answer.give', {
        path: { ...path, step: id },
        body: { ...waiting.body, base: waiting.base },
        headers: headersOf(waiting, deviceName()),
      })
      await cache.cancelQueries({ queryKey: key })
      cache.setQueryData<Run>(key, (old) =>
        old ? { ...old, outcome, answers: [...old.answers.filter((one) => one.step !== id), answer] } : old,
      )
      settle(id, waiting.key, answer.version)
    } catch (error) {
      const problem = asProblem(error)
      if (mayComeLater(problem)) throw error
      stopped.current.add(id)
      if (isStale(problem)) {
        const theirs = problem.fields[0]?.theirs as Clash['theirs']
        setClashes((all) =>
          new Map(all).set(id, { theirs, yours: { ...nothing, ...(waiting.body as Partial<Said>) } }),
        )
      } else setRefused((all) => new Map(all).set(id, problem))
    }
  }

  /** settle forgets an answer that the server has, unless another was given while it was on its way. */
  const settle = (id: string, sent: string, version: number) => {
    const { [id]: waiting, ...rest } = now().answers
    if (!waiting) return
    change({
      ...now(),
      answers: waiting.key === sent ? rest : { ...rest, [id]: { ...waiting, base: version } },
    })
  }

  /** choose lets one's own answer or the other's stand. */
  const choose = (id: string, side: 'yours' | 'theirs') => {
    const clash = clashes.get(id)
    const waiting = now().answers[id]
    if (!clash || !waiting) return
    setClashes((all) => new Map([...all].filter(([one]) => one !== id)))
    stopped.current.delete(id)
    cache.setQueryData<Run>(key, (old) =>
      old ? { ...old, answers: [...old.answers.filter((one) => one.step !== id), clash.theirs] } : old,
    )
    const { [id]: _, ...rest } = now().answers
    if (side === 'theirs') {
      // What gives way stays in the history; without it the choice still stands.
      const { said, value, note, facts } = waiting.body
      const given = { said, value, note, ...(facts ? { facts } : {}) }
      call('verification.answer.yield', { path: { ...path, step: id }, body: given }).catch(() => {})
    }
    const again = { ...waiting, base: clash.theirs.version, key: uuid() }
    change({ ...now(), answers: side === 'yours' ? { ...rest, [id]: again } : rest })
    void sendAll()
  }

  const addShot = async (step: Step, photo: Blob, replaces?: string) => {
    const shot: Shot = { id: uuid(), step: step.id, ...(replaces ? { replaces } : {}) }
    await putPhoto(shot.id, photo).catch(() => {})
    change({ ...now(), shots: [...now().shots, shot] })
    void sendAll()
  }
  const addPhotos = async (step: Step, files: File[]) => {
    for (const file of files) {
      const photo = await shrink(file).catch(() => undefined)
      if (photo) await addShot(step, photo)
      else {
        const unread = new Problem({ type: '/problems/invalid', title: m.verification_photo_unread() })
        setRefused((all) => new Map(all).set(step.id, unread))
      }
    }
  }
  const sendPicture = async (photo: Blob, name: string) =>
    (await call('files.file.upload', { path: { project }, query: { name, photo: true }, body: photo })).id

  const sendShot = async (shot: Shot) => {
    const photo = await takePhoto(shot.id).catch(() => undefined)
    const step = run.steps.find(({ id }) => id === shot.step)
    const rest = () => change({ ...now(), shots: now().shots.filter(({ id }) => id !== shot.id) })
    if (!photo || !step) return rest()
    let file: string
    try {
      file = await sendPicture(photo, `${step.code}-${shot.id.slice(-6)}.jpg`)
    } catch (error) {
      const problem = asProblem(error)
      if (mayComeLater(problem)) throw error
      setRefused((all) => new Map(all).set(step.id, problem))
      return rest()
    }
    rest()
    const waiting = now().answers[step.id]?.body.photos
    const photos = waiting ?? server().answers.find((one) => one.step === step.id)?.photos ?? []
    const next = shot.replaces
      ? photos.map((one) => (one.file === shot.replaces ? { file, original: one.original ?? one.file } : one))
      : [...photos, { file }]
    give(step, { photos: next as Said['photos'] })
    void dropPhotos([shot.id]).catch(() => {})
  }

  const addFiles = async (files: File[]) => {
    for (const file of files) {
      const id = uuid()
      await putPhoto(id, file).catch(() => {})
      change({ ...now(), files: [...now().files, { id, name: file.name }] })
    }
    void sendAll()
  }

  /** sendFile sends a file, and then has the test enclose it; one that is refused stays with the reason until it is removed. */
  const sendFile = async ({ id, name, file }: Enclosing) => {
    const part = (part?: Partial<Enclosing>) =>
      change({
        ...now(),
        files: now().files.flatMap((one) => (one.id !== id ? one : part ? { ...one, ...part } : [])),
      })
    try {
      let stored = file
      if (!stored) {
        const body = await takePhoto(id).catch(() => undefined)
        if (!body) throw new Problem({ type: '/problems/invalid', title: m.verification_file_gone() })
        stored = (await call('files.file.upload', { path: { project }, query: { name }, body })).id
        part({ file: stored })
      }
      // It was removed while it was on its way.
      if (!now().files.some((one) => one.id === id)) return
      const enclosed = await call('verification.enclosure.add', { path, body: { id, file: stored } })
      await cache.cancelQueries({ queryKey: key })
      cache.setQueryData<Run>(key, (old) =>
        old
          ? { ...old, enclosures: [...old.enclosures.filter((one) => one.id !== enclosed.id), enclosed] }
          : old,
      )
      part()
      void dropPhotos([id]).catch(() => {})
    } catch (error) {
      const problem = asProblem(error)
      if (mayComeLater(problem)) throw error
      stopped.current.add(id)
      setRefused((all) => new Map(all).set(id, problem))
    }
  }

  const sendAgain = (id: string) => {
    stopped.current.delete(id)
    setRefused((all) => new Map([...all].filter(([one]) => one !== id)))
    void sendAll()
  }

  /** removeFile takes a file off the test, or gives up sending it. */
  const removeFile = async (id: string) => {
    if (now().files.some((one) => one.id === id)) {
      change({ ...now(), files: now().files.filter((one) => one.id !== id) })
      return dropPhotos([id]).catch(() => {})
    }
    try {
      await call('verification.enclosure.remove', { path: { ...path, enclosure: id } })
      cache.setQueryData<Run>(key, (old) =>
        old ? { ...old, enclosures: old.enclosures.filter((one) => one.id !== id) } : old,
      )
    } catch (error) {
      sayWrong(asProblem(error))
    }
  }

  const keepStrokes = (step: string, strokes: Kept['strokes'][string]) => {
    const { [step]: _, ...rest } = now().strokes
    change({ ...now(), strokes: strokes.length > 0 ? { ...rest, [step]: strokes } : rest })
  }

  // What waits goes when there is a network again, when one comes back to the page, and every so often.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for the test; sendAll reads what is there now
  useEffect(() => {
    const go = () => void sendAll()
    go()
    const often = setInterval(go, 10_000)
    window.addEventListener('online', go)
    document.addEventListener('visibilitychange', go)
    return () => {
      clearInterval(often)
      window.removeEventListener('online', go)
      document.removeEventListener('visibilitychange', go)
    }
  }, [run.id])

  const waits = Object.keys(kept.answers).length + kept.shots.length + kept.files.length
  return {
    ...views,
    kept,
    waits,
    offline,
    clashes,
    refused,
    give,
    choose,
    addPhotos,
    addShot,
    addFiles,
    sendAgain,
    removeFile,
    sendPicture,
    keepStrokes,
  }
}

/** Running is a test while it is answered. */
export type Running = ReturnType<typeof useRun>
