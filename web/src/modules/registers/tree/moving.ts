import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { call } from '~/api/call'
import { asProblem } from '~/api/problem'
import { refresh } from '~/api/query'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { sayUndo, sayWrong } from '~/ui/toast'
import { keyOf, type Node } from './nodes'

/** Refused is a thing that could not be moved, and why. */
export type Refused = { code: string; why: string }

const touched = [
  'registers.tree',
  'registers.location',
  'registers.system',
  'registers.component',
  'registers.tag',
  'audit.entry',
]

/** useMoving moves several things below another as one change, and tells of those that could not be. */
export function useMoving(onMoved: (to: Node | undefined) => void) {
  const project = useProject()
  const cache = useQueryClient()
  const [refused, setRefused] = useState<Refused[]>([])
  const [busy, setBusy] = useState(false)
  const move = async (nodes: readonly Node[], to: Node | undefined) => {
    const moving = nodes.filter((node) => !to || keyOf(node) !== keyOf(to))
    if (moving.length === 0 || busy) return
    setBusy(true)
    setRefused([])
    try {
      const { results, entry } = await call('registers.tree.move', {
        path: { project },
        body: {
          things: moving.map(({ thing, id }) => ({ thing, id })),
          ...(to ? { to: { thing: to.thing, id: to.id } } : {}),
        },
      })
      const not = results.flatMap(({ id, problem }) => {
        const node = moving.find((one) => one.id === id)
        const why = [problem?.detail, ...(problem?.errors ?? []).map(({ detail }) => detail)]
        return problem && node
          ? [{ code: node.code, why: why.filter(Boolean).join(' ') || problem.title }]
          : []
      })
      setRefused(not)
      const count = results.length - not.length
      await refresh(cache, touched)
      if (count > 0) {
        onMoved(to)
        sayUndo(m.tree_moved({ count, shown: formatNumber(count) }), async () => {
          await call('audit.entry.undo', { path: { project, entry } })
          await refresh(cache, touched)
        })
      }
    } catch (error) {
      sayWrong(asProblem(error))
    }
    setBusy(false)
  }
  return { move, refused, busy, dismiss: () => setRefused([]) }
}
