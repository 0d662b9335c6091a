import { Button } from '@mantine/core'
import { IconArrowBarToUp, IconArrowsMove, IconBinaryTree, IconX } from '@tabler/icons-react'
import { type DragEvent, useRef, useState } from 'react'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Note } from '~/ui/Note'
import { Lines } from '~/ui/Skeletons'
import { useMoving } from './moving'
import { keyOf, mayLie, most, type Node, type Of, type Shown, useTree } from './nodes'
import { TreeLine } from './TreeLine'
import css from './tree.module.css'
import { keyMeans } from './treeKeys'

/** Tree is one tree: it is unfolded, and what is chosen is moved by dragging, by the keyboard, or by a button. */
export function Tree({ of, why }: { of: Of; why: string | undefined }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [chosen, setChosen] = useState<ReadonlyMap<string, Node>>(new Map())
  const [placing, setPlacing] = useState(false)
  const [focus, setFocus] = useState<string>()
  const [over, setOver] = useState<string>()
  const dragged = useRef<Node[]>([])
  const list = useRef<HTMLDivElement>(null)
  const { nodes, cut, error, refetch } = useTree(of, open)
  const { move, refused, busy, dismiss } = useMoving((to) => {
    if (to && to.thing === of) setOpen((now) => new Set(now).add(to.id))
    setChosen(new Map())
    setPlacing(false)
  })
  if (error && !nodes) return <ErrorState error={error} onRetry={refetch} />
  if (!nodes) return <Lines count={8} />
  if (nodes.length === 0) {
    return (
      <EmptyState icon={IconBinaryTree} title={of === 'location' ? m.tree_no_places() : m.tree_no_systems()}>
        {m.tree_empty_about()}
      </EmptyState>
    )
  }

  const picked = [...chosen.values()]
  const first = focus && nodes.some((node) => keyOf(node) === focus) ? focus : keyOf(nodes[0] as Shown)
  const fold = (node: Node, folded: boolean) => {
    const next = new Set(open)
    if (folded) next.delete(node.id)
    else next.add(node.id)
    setOpen(next)
  }
  const choose = (node: Node) => {
    const next = new Map(chosen)
    if (!next.delete(keyOf(node))) next.set(keyOf(node), node)
    setChosen(next)
    if (next.size === 0) setPlacing(false)
  }
  const goTo = (node: Shown | undefined) => {
    if (!node) return
    setFocus(keyOf(node))
    list.current?.querySelector<HTMLElement>(`[data-key="${keyOf(node)}"]`)?.focus()
  }
  const fits = (to: Node | undefined, moving: readonly Node[]) =>
    moving.length > 0 && moving.some((node) => mayLie(node, to, of))

  const pressed = (event: React.KeyboardEvent, node: Shown) => {
    const at = nodes.indexOf(node)
    const means = keyMeans(event, node)
    if (!means) return
    event.preventDefault()
    const parent = nodes.slice(0, at).findLast(({ level }) => level < node.level)
    switch (means) {
      case 'next':
        return goTo(nodes[at + 1])
      case 'before':
        return goTo(nodes[at - 1])
      case 'first':
        return goTo(nodes[0])
      case 'last':
        return goTo(nodes.at(-1))
      case 'unfold':
        return fold(node, false)
      case 'fold':
        return fold(node, true)
      case 'in':
        return goTo(nodes[at + 1])
      case 'out':
        return goTo(parent)
      case 'choose':
        return why ? undefined : choose(node)
      case 'cut':
        if (why) return
        if (picked.length === 0) choose(node)
        return setPlacing(true)
      case 'paste':
        if (placing && fits(node, picked)) void move(picked, node)
        return
      case 'leave':
        setPlacing(false)
        return setChosen(new Map())
    }
  }

  const drag = (event: DragEvent, node: Node) => {
    dragged.current = chosen.has(keyOf(node)) ? picked : [node]
    event.dataTransfer.effectAllowed = 'move'
    event.dataTransfer.setData('text/plain', dragged.current.map(({ code }) => code).join('\n'))
  }
  const dragOver = (event: DragEvent, to: Node | undefined) => {
    if (dragged.current.length === 0) return
    event.preventDefault()
    setOver(to ? keyOf(to) : 'top')
  }
  const drop = (event: DragEvent, to: Node | undefined) => {
    event.preventDefault()
    setOver(undefined)
    void move(dragged.current, to)
    dragged.current = []
  }

  return (
    <>
      {refused.length > 0 && (
        <Note tone="warn">
          <strong>{m.tree_refused()}</strong>
          <ul className={css.refused}>
            {refused.map(({ code, why: reason }) => (
              <li key={code}>
                <span className="figures">{code}</span>: {reason}
              </li>
            ))}
          </ul>
          <Button size="compact-sm" mih="var(--touch)" variant="subtle" onClick={dismiss}>
            {m.ui_close()}
          </Button>
        </Note>
      )}
      {cut && <Note>{m.tree_cut({ most: formatNumber(most) })}</Note>}
      <div
        ref={list}
        className={css.tree}
        role="tree"
        aria-label={of === 'location' ? m.tree_places() : m.tree_systems()}
        aria-multiselectable
        aria-busy={busy}
        onDragEnd={() => setOver(undefined)}
      >
        {nodes.map((node) => (
          <TreeLine
            key={keyOf(node)}
            node={node}
            focused={keyOf(node) === first}
            chosen={chosen.has(keyOf(node))}
            target={over === keyOf(node)}
            movable={!why}
            onFocus={() => setFocus(keyOf(node))}
            onKey={(event) => pressed(event, node)}
            onFold={() => fold(node, node.folded === false)}
            onChoose={() => choose(node)}
            onDrag={(event) => drag(event, node)}
            onDragOver={(event) => dragOver(event, node)}
            onDragLeave={() => setOver(undefined)}
            onDrop={(event) => drop(event, node)}
            {...(placing && !chosen.has(keyOf(node)) && fits(node, picked)
              ? { onPlace: () => void move(picked, node) }
              : {})}
          />
        ))}
      </div>
      {picked.length > 0 && (
        <section className={css.bar} aria-label={m.tree_chosen_acts()}>
          <strong className="figures">
            {placing
              ? m.tree_where_to({ count: picked.length, shown: formatNumber(picked.length) })
              : m.tree_chosen({ count: picked.length, shown: formatNumber(picked.length) })}
          </strong>
          {placing ? (
            fits(undefined, picked) && (
              <Button
                variant="default"
                leftSection={<IconArrowBarToUp size={18} aria-hidden />}
                loading={busy}
                onClick={() => void move(picked, undefined)}
              >
                {m.tree_to_top()}
              </Button>
            )
          ) : (
            <ActButton
              why={why}
              leftSection={<IconArrowsMove size={18} aria-hidden />}
              onClick={() => setPlacing(true)}
            >
              {m.tree_move()}
            </ActButton>
          )}
          <Button
            variant="subtle"
            leftSection={<IconX size={18} aria-hidden />}
            onClick={() => {
              setPlacing(false)
              setChosen(new Map())
            }}
          >
            {m.tree_leave()}
          </Button>
        </section>
      )}
    </>
  )
}
