import { Button, Checkbox } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import {
  type Icon,
  IconArrowMoveDown,
  IconBuilding,
  IconBuildingFactory,
  IconChevronDown,
  IconChevronRight,
  IconComponents,
  IconDoor,
  IconHexagon,
  IconMap,
  IconStairs,
} from '@tabler/icons-react'
import type { DragEvent, KeyboardEvent } from 'react'
import { named } from '~/lib/locale'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { keyOf, type Shown } from './nodes'
import css from './tree.module.css'

const marks: Record<string, Icon> = {
  site: IconMap,
  building: IconBuilding,
  floor: IconStairs,
  space: IconDoor,
  zone: IconHexagon,
  system: IconBuildingFactory,
  component: IconComponents,
}

/** TreeLine is one node of a tree: what it is called, how much lies below it, and where others may be put. */
export function TreeLine({
  node,
  focused,
  chosen,
  target,
  movable,
  onFocus,
  onKey,
  onFold,
  onChoose,
  onDrag,
  onDragOver,
  onDragLeave,
  onDrop,
  onPlace,
}: {
  node: Shown
  focused: boolean
  chosen: boolean
  target: boolean
  movable: boolean
  onFocus: () => void
  onKey: (event: KeyboardEvent) => void
  onFold: () => void
  onChoose: () => void
  onDrag: (event: DragEvent) => void
  onDragOver: (event: DragEvent) => void
  onDragLeave: () => void
  onDrop: (event: DragEvent) => void
  onPlace?: () => void
}) {
  const Mark = marks[node.kind || node.thing] ?? IconBuildingFactory
  const Fold = node.folded ? IconChevronRight : IconChevronDown
  return (
    <div
      role="treeitem"
      data-key={keyOf(node)}
      className={css.line}
      style={{ paddingLeft: `calc(${(node.level - 1) * 24}px + 12px)` }}
      tabIndex={focused ? 0 : -1}
      aria-level={node.level}
      aria-selected={chosen}
      aria-expanded={node.folded === undefined ? undefined : !node.folded}
      data-target={target || undefined}
      draggable={movable}
      onFocus={(event) => event.target === event.currentTarget && onFocus()}
      onKeyDown={(event) => event.target === event.currentTarget && onKey(event)}
      onDragStart={onDrag}
      onDragOver={onDragOver}
      onDragLeave={onDragLeave}
      onDrop={onDrop}
    >
      {node.folded === undefined ? (
        <span className={css.fold} />
      ) : (
        <button
          type="button"
          className={css.fold}
          tabIndex={-1}
          onClick={onFold}
          aria-label={node.folded ? m.tree_unfold({ code: node.code }) : m.tree_fold({ code: node.code })}
        >
          <Fold size={18} aria-hidden />
        </button>
      )}
      {movable && (
        <Checkbox
          className={css.choose}
          tabIndex={-1}
          checked={chosen}
          onChange={onChoose}
          aria-label={m.tree_choose({ code: node.code })}
        />
      )}
      <Mark size={18} stroke={1.75} aria-hidden className={css.mark} />
      <span className={css.called}>
        <strong className="figures">{node.code}</strong> {named(node)}
      </span>
      {node.below > 0 && (
        <span className={`${css.below} muted figures`}>
          {m.tree_below({ shown: formatNumber(node.below) })}
        </span>
      )}
      {onPlace && (
        <Button
          variant="default"
          size="compact-sm"
          mih="max(28px, var(--touch))"
          leftSection={<IconArrowMoveDown size={16} aria-hidden />}
          tabIndex={-1}
          onClick={onPlace}
        >
          {m.tree_here()}
        </Button>
      )}
    </div>
  )
}
