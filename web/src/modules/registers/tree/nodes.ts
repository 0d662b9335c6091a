import { useQueries } from '@tanstack/react-query'
import { useProject } from '~/api/access'
import { call, type Item } from '~/api/call'
import type { Problem } from '~/api/problem'

/** Node is a place, a system or a component in its tree. */
export type Node = Item<'registers.tree.list'>

/** Of is which of the two trees: places with their systems, or systems with their components. */
export type Of = 'location' | 'system'

/** Shown is a node where it stands in what is unfolded. */
export type Shown = Node & { level: number; below: number; folded: boolean | undefined }

/** most is how many nodes right below one are drawn. */
export const most = 2000

type Branch = { items: Node[]; cut: boolean }

async function readBranch(project: string, of: Of, parent: string, signal: AbortSignal): Promise<Branch> {
  const items: Node[] = []
  let after: string | undefined
  do {
    const query = { of, limit: 500, ...(parent ? { parent } : {}), ...(after ? { after } : {}) }
    const page = await call('registers.tree.list', { path: { project }, query, signal })
    items.push(...page.items)
    after = page.next
  } while (after && items.length < most)
  return { items, cut: after !== undefined }
}

/** key tells nodes of all kinds apart. */
export const keyOf = ({ thing, id }: Pick<Node, 'thing' | 'id'>): string => `${thing} ${id}`

/** flat lines up what is unfolded, each node before what lies below it. */
export function flat(
  of: Of,
  branches: ReadonlyMap<string, Branch>,
  open: ReadonlySet<string>,
  parent = '',
  level = 1,
): Shown[] {
  return (branches.get(parent)?.items ?? []).flatMap((node) => {
    const holds = node.thing === of && node.below > 0
    const unfolded = holds && open.has(node.id)
    return [
      { ...node, level, folded: holds ? !unfolded : undefined },
      ...(unfolded ? flat(of, branches, open, node.id, level + 1) : []),
    ]
  })
}

/** once leaves a node out that stands twice, as it does for a moment after a move when one branch was read again and the other was not. */
export function once(nodes: readonly Shown[]): Shown[] {
  const seen = new Set<string>()
  return nodes.filter((node) => !seen.has(keyOf(node)) && seen.add(keyOf(node)))
}

/** useTree reads the top of a tree, and what lies below whatever is unfolded. */
export function useTree(of: Of, open: ReadonlySet<string>) {
  const project = useProject()
  const parents = ['', ...open]
  const results = useQueries({
    queries: parents.map((parent) => ({
      queryKey: ['registers.tree', of, project, parent],
      queryFn: ({ signal }: { signal: AbortSignal }) => readBranch(project, of, parent, signal),
    })),
  })
  const branches = new Map<string, Branch>()
  parents.forEach((parent, at) => {
    const data = results[at]?.data
    if (data) branches.set(parent, data)
  })
  const top = results[0]
  return {
    nodes: top?.data && once(flat(of, branches, open)),
    cut: [...branches.values()].some((branch) => branch.cut),
    error: top?.error as Problem | null,
    refetch: () => top?.refetch(),
  }
}

/** ranks are the kinds of places from the largest to the smallest; a zone lies anywhere, and nothing in it. */
const ranks = ['site', 'building', 'floor', 'space']

type Placed = Pick<Node, 'thing' | 'kind'>

/** mayLie tells whether a thing can lie below another, as far as their kinds say; the server has the last word. */
export function mayLie({ thing, kind }: Placed, to: Placed | undefined, of: Of): boolean {
  if (to === undefined) return thing === of
  if (thing === 'component') return to.thing === 'system'
  if (thing === 'system') return to.thing === of
  if (to.thing !== 'location') return false
  return kind === 'zone' || (to.kind !== 'zone' && ranks.indexOf(kind) > ranks.indexOf(to.kind))
}
