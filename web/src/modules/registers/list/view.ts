import { useCallback, useMemo, useState } from 'react'
import { useAccess } from '~/api/access'
import type { ReadyField } from '../thing/field'

/** Density is how high the rows are; none said means as suits the device. */
export type Density = 'compact' | 'normal' | 'touch'

/** View is how the columns and rows of one register are arranged. */
export type View = {
  /** shown are the columns in their order; none said means those that are shown to begin with. */
  shown?: string[]
  widths: Record<string, number>
  /** frozen is how many columns from the first stay in view; none said means those that do to begin with. */
  frozen?: number
  density?: Density
  /** group is the field that the rows are put together by. */
  group?: string
}

/** Arranged are the columns of a view in their order, and how many of them stay in view. */
export type Arranged = { fields: ReadyField[]; frozen: number }

/** arranged puts the columns of a view in order; one that no longer exists is left out. */
export function arranged(view: View, fields: readonly ReadyField[]): Arranged {
  const chosen = view.shown?.flatMap((id) => fields.find((field) => field.id === id) ?? []) ?? []
  const shown = chosen.length > 0 ? chosen : fields.filter(({ shown }) => shown)
  if (view.frozen !== undefined) return { fields: shown, frozen: Math.min(view.frozen, shown.length) }
  const first = shown.filter(({ frozen }) => frozen)
  return { fields: [...first, ...shown.filter(({ frozen }) => !frozen)], frozen: first.length }
}

/** shownFields are the columns of a view in their order. */
export const shownFields = (view: View, fields: readonly ReadyField[]): ReadyField[] =>
  arranged(view, fields).fields

/** turned shows a column that is hidden, at its usual place, or hides one that is shown; the last one stays. */
export function turned(view: View, fields: readonly ReadyField[], id: string): View {
  const now = arranged(view, fields)
  const shown = now.fields.map((field) => field.id)
  const own = shown.indexOf(id)
  if (own >= 0) {
    if (shown.length === 1) return view
    const frozen = view.frozen === undefined || own >= now.frozen ? view.frozen : now.frozen - 1
    return withFrozen({ ...view, shown: shown.filter((one) => one !== id) }, frozen)
  }
  const usual = fields.map((field) => field.id)
  const next = shown.findIndex((one, at) => at >= now.frozen && usual.indexOf(one) > usual.indexOf(id))
  const at = next < 0 ? shown.length : next
  return { ...view, shown: [...shown.slice(0, at), id, ...shown.slice(at)] }
}

/** moved puts a shown column one place earlier or later. */
export function moved(view: View, fields: readonly ReadyField[], id: string, by: -1 | 1): View {
  const now = arranged(view, fields)
  const shown = now.fields.map((field) => field.id)
  const at = shown.indexOf(id)
  const other = shown[at + by]
  if (at < 0 || other === undefined) return view
  shown[at] = other
  shown[at + by] = id
  return { ...view, shown, frozen: now.frozen }
}

/** placed puts a shown column before another one, or last; one that is put among those that stay in view stays too. */
export function placed(
  view: View,
  fields: readonly ReadyField[],
  id: string,
  before: string | undefined,
): View {
  const now = arranged(view, fields)
  const shown = now.fields.map((field) => field.id)
  const from = shown.indexOf(id)
  const to = before === undefined ? shown.length : shown.indexOf(before)
  if (from < 0 || to < 0) return view
  const rest = shown.filter((one) => one !== id)
  const at = to > from ? to - 1 : to
  const left = from < now.frozen && to > now.frozen ? -1 : 0
  const joined = from >= now.frozen && to < now.frozen ? 1 : 0
  return { ...view, shown: [...rest.slice(0, at), id, ...rest.slice(at)], frozen: now.frozen + left + joined }
}

/** frozenTo keeps the columns up to this one in view, and lets those after it scroll; without one, all scroll. */
export function frozenTo(view: View, fields: readonly ReadyField[], id: string | undefined): View {
  const shown = arranged(view, fields).fields.map((field) => field.id)
  return { ...view, shown, frozen: id === undefined ? 0 : shown.indexOf(id) + 1 }
}

function withFrozen({ frozen: _, ...view }: View, frozen: number | undefined): View {
  return frozen === undefined ? view : { ...view, frozen }
}

const texts = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined

/** viewOf reads a view as it is kept; what it does not understand is left out. */
export function viewOf(kept: unknown): View {
  if (typeof kept !== 'object' || kept === null) return { widths: {} }
  const { shown, widths, frozen, density, group } = kept as Record<string, unknown>
  const columns = texts(shown)
  return {
    widths: typeof widths === 'object' && widths !== null ? (widths as Record<string, number>) : {},
    ...(columns ? { shown: columns } : {}),
    ...(typeof frozen === 'number' ? { frozen } : {}),
    ...(density === 'compact' || density === 'normal' || density === 'touch' ? { density } : {}),
    ...(typeof group === 'string' && group ? { group } : {}),
  }
}

function read(key: string): View | undefined {
  try {
    const kept = localStorage.getItem(key)
    return kept === null ? undefined : viewOf(JSON.parse(kept))
  } catch {
    return undefined
  }
}

function write(key: string, view: View | undefined): void {
  try {
    if (view) localStorage.setItem(key, JSON.stringify(view))
    else localStorage.removeItem(key)
  } catch {
    // A browser that keeps nothing has the view until the page is left.
  }
}

/** Arranging is a view with the ways to arrange it otherwise, and to have it as it was saved again. */
export type Arranging = {
  view: View
  change: (change: (view: View) => View) => void
  /** changed tells that it is no longer as it was saved. */
  changed: boolean
  reset: () => void
}

/** useView keeps how a person has arranged a register, or one of its saved views, on this device. */
export function useView(
  project: string,
  thing: string,
  saved: { id: string; view: View } | undefined,
): Arranging {
  const { person } = useAccess()
  const key = `cxweb.view.${person}.${project}.${thing}${saved ? `.${saved.id}` : ''}`
  const [held, hold] = useState<{ key: string; view: View | undefined }>()
  const own = useMemo(() => (held?.key === key ? held.view : read(key)), [held, key])
  const view = useMemo(() => own ?? saved?.view ?? { widths: {} }, [own, saved])
  const change = useCallback(
    (next: (view: View) => View) => {
      const made = next(view)
      write(key, made)
      hold({ key, view: made })
    },
    [key, view],
  )
  const reset = useCallback(() => {
    write(key, undefined)
    hold({ key, view: undefined })
  }, [key])
  return { view, change, changed: own !== undefined && !same(own, saved?.view ?? { widths: {} }), reset }
}

const same = (one: View, other: View) => JSON.stringify(viewOf(one)) === JSON.stringify(viewOf(other))
