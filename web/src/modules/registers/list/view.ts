import { useCallback, useMemo, useState } from 'react'
import { useAccess } from '~/api/access'
import type { ReadyField } from '../thing/field'

/** View is how one person has arranged the columns of one register of one project. */
export type View = {
  /** shown are the columns in their order; none said means those that are shown to begin with. */
  shown?: string[]
  widths: Record<string, number>
}

/** shownFields are the columns of a view in their order; one that no longer exists is left out. */
export function shownFields(view: View, fields: readonly ReadyField[]): ReadyField[] {
  if (!view.shown) return fields.filter(({ shown }) => shown)
  const chosen = view.shown.flatMap((id) => fields.find((field) => field.id === id) ?? [])
  return chosen.length > 0 ? chosen : fields.filter(({ shown }) => shown)
}

/** turned shows a column that is hidden, at its usual place, or hides one that is shown; the last one stays. */
export function turned(view: View, fields: readonly ReadyField[], id: string): View {
  const shown = shownFields(view, fields).map((field) => field.id)
  if (shown.includes(id))
    return shown.length > 1 ? { ...view, shown: shown.filter((one) => one !== id) } : view
  const usual = fields.map((field) => field.id)
  const next = shown.findIndex((one) => usual.indexOf(one) > usual.indexOf(id))
  const at = next < 0 ? shown.length : next
  return { ...view, shown: [...shown.slice(0, at), id, ...shown.slice(at)] }
}

/** moved puts a shown column one place earlier or later. */
export function moved(view: View, fields: readonly ReadyField[], id: string, by: -1 | 1): View {
  const shown = shownFields(view, fields).map((field) => field.id)
  const at = shown.indexOf(id)
  const to = at + by
  const other = shown[to]
  if (at < 0 || other === undefined) return view
  shown[at] = other
  shown[to] = id
  return { ...view, shown }
}

function read(key: string): View {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<View>
    const shown = Array.isArray(kept.shown) ? kept.shown.filter((one) => typeof one === 'string') : undefined
    return { ...(shown ? { shown } : {}), widths: kept.widths ?? {} }
  } catch {
    return { widths: {} }
  }
}

/** useView keeps a person's view of a register on this device. */
export function useView(project: string, thing: string): [View, (change: (view: View) => View) => void] {
  const { person } = useAccess()
  const key = `cxweb.view.${person}.${project}.${thing}`
  const [held, hold] = useState<{ key: string; view: View }>()
  const view = useMemo(() => (held?.key === key ? held.view : read(key)), [held, key])
  const change = useCallback(
    (next: (view: View) => View) => {
      const made = next(read(key))
      try {
        localStorage.setItem(key, JSON.stringify(made))
      } catch {
        // A browser that keeps nothing has the view until the page is left.
      }
      hold({ key, view: made })
    },
    [key],
  )
  return [view, change]
}
