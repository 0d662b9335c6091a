import { Button } from '@mantine/core'
import { IconCards } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useCan } from '~/api/access'
import { asProblem } from '~/api/problem'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import type { Right } from '~/lib/rights'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Grid } from '~/ui/grid/Grid'
import { useMoment } from '~/ui/moment/MomentBar'
import { Lines } from '~/ui/Skeletons'
import type { Line } from '../thing/api'
import { rowsOf } from '../thing/counted'
import type { ReadyField } from '../thing/field'
import type { OwnColumn } from '../thing/own'
import { useRegister } from '../thing/register'
import { type Anchor, anchorOf, ColumnMenu } from './ColumnMenu'
import { ColumnsMenu } from './ColumnsMenu'
import { FilterChips } from './FilterChips'
import { FilterPick } from './FilterPick'
import { useNews } from './news'
import { RegisterEmpty } from './RegisterEmpty'
import css from './register.module.css'
import { SelectionBar } from './SelectionBar'
import { changeAll } from './selected'
import { Toolbar } from './Toolbar'
import { type Place, sortByQuery } from './url'
import { useGrid } from './useGrid'
import { placed, type View } from './view'

const OwnColumnDialog = lazy(() => import('./OwnColumnDialog'))
const OwnColumnDelete = lazy(() => import('./OwnColumnDelete'))
const ChangeAll = lazy(() => import('./ChangeAll'))
const BulkChange = lazy(() => import('./BulkChange'))
const RestoreChosen = lazy(() => import('./RestoreChosen'))
const MoveMany = lazy(() => import('../requirement/MoveMany'))

/** Shared is what the table and the cards are both given. */
export type Shared = {
  place: Place
  onPlace: (part: Partial<Place>) => void
  /** views leads to the other views of the register. */
  views: ReactNode
  onExport: ((format: 'csv' | 'xlsx') => void) | undefined
  onKeys: () => void
  onOpen: (row: Line) => void
  /** onPast leads to the register as it stood. */
  onPast: (() => void) | undefined
}

/** RegisterSheet shows a register as a spreadsheet with its toolbar. */
export function RegisterSheet({
  place,
  onPlace,
  onExport,
  onKeys,
  onOpen,
  onPast,
  views,
  view,
  onView,
  upright,
  beside,
  onActive,
}: Shared & {
  view: View
  onView: (change: (view: View) => View) => void
  upright: boolean
  /** beside is what stands beside the table: the details of a row. */
  beside: ReactNode
  /** onActive hears of the row that one has moved to. */
  onActive: ((row: Line) => void) | undefined
}) {
  const open = useRegister()
  const navigate = useNavigate()
  const { register, project, fields, references, may, at } = open
  const past = at !== ''
  const moment = useMoment(`registers.${register.plural}`, at)
  // Until it is known how much there was, it is read as the largest registers are.
  const plain = past && (moment?.more ?? true)
  const { grid, own, state, seen, options } = useGrid(open, place, view, plain)
  const narrow = !plain && (place.filter.length > 0 || place.q !== '')
  const now = useNews(register, project, narrow || state?.rows === 0, grid, own, past)
  const total = past ? moment?.rows : now
  const [menu, setMenu] = useState<{ field: ReadyField; anchor: Anchor; whole: boolean }>()
  const [begun, setBegun] = useState(false)
  const [bulk, setBulk] = useState(false)
  const [all, setAll] = useState(false)
  const [ownColumn, setOwn] = useState<{ act: 'edit' | 'delete'; of?: OwnColumn }>()
  const administers = useCan('project.administer') && !past
  const mayRestore = useCan(`${register.area}.edit_all` as Right) && past
  const mayApprove = useCan('requirements.approve')
  const approves = mayApprove && !past && register.thing === 'requirement'
  const { told } = references

  const isBeside = Boolean(beside)
  useEffect(() => {
    // Whoever closes the details goes on in the table.
    if (!isBeside && document.activeElement === document.body) grid.current?.focus()
  }, [isBeside, grid])
  const active = seen?.row
  const followed = useRef(active?.id)
  useEffect(() => {
    if (active && active.id !== followed.current) onActive?.(active)
    followed.current = active?.id
  }, [active, onActive])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what the grid shows changes with the names that come
  useEffect(() => grid.current?.repaint(), [told, grid])
  useEffect(() => {
    if (begun) grid.current?.addRow()
  }, [begun, grid])

  const known = state && !state.loading
  if (known && state.rows === 0 && !begun && total === 0 && !past)
    return <RegisterEmpty onAdd={() => setBegun(true)} />

  const count =
    !known || !state.counted
      ? ''
      : !narrow
        ? rowsOf(state.rows)
        : total === undefined
          ? ''
          : m.registers_count_of({ count: formatNumber(state.rows), total: formatNumber(total) })
  const fieldOf = (key: string) => fields.find((field) => field.key === key)
  const change = async (set: Record<string, unknown>) => {
    if (!seen) return
    await references.beforeSave([set.company])
    const rows = (await seen.all()).filter(({ version }) => version > 0)
    await changeAll(
      register.thing,
      project,
      rows,
      ({ id, version }) => ({ id, base: version, set }),
      (done) => m.registers_bulk_done({ count: done }),
      () => grid.current?.refresh(),
    )
  }
  const many = seen !== undefined && seen.count > 1
  const remove = may.change && seen ? () => grid.current?.do('removeRows') : undefined

  return (
    <>
      <Toolbar
        q={place.q}
        onSearch={plain ? undefined : (q) => onPlace({ q })}
        count={count}
        views={views}
        filter={!plain && <FilterPick onPick={(field, anchor) => setMenu({ field, anchor, whole: false })} />}
        chips={
          !plain && (
            <FilterChips
              place={place}
              onPlace={onPlace}
              onOpen={(field, anchor) => setMenu({ field, anchor, whole: false })}
            />
          )
        }
        columns={
          <>
            {upright && register.cards && (
              <Button
                size="compact-sm"
                h={30}
                variant="default"
                leftSection={<IconCards size={16} aria-hidden />}
                onClick={() => onPlace({ table: false })}
              >
                {m.registers_as_cards()}
              </Button>
            )}
            <ColumnsMenu
              onAdd={administers ? () => setOwn({ act: 'edit' }) : undefined}
              view={view}
              onView={onView}
              onGroups={(all) => grid.current?.toggleGroups(all)}
            />
          </>
        }
        does={{
          add: may.create ? () => grid.current?.addRow() : undefined,
          undo: may.change && state?.canUndo ? () => grid.current?.undo() : undefined,
          redo: state?.canRedo ? () => grid.current?.redo() : undefined,
          open: seen?.row ? () => seen.row && onOpen(seen.row) : undefined,
          remove,
          export: onExport,
          all: may.change && (state?.rows ?? 0) > 0 ? () => setAll(true) : undefined,
          keys: onKeys,
          past: onPast,
        }}
      />
      <div className={css.beside}>
        <div className={css.sheet}>
          <Grid
            ref={grid}
            {...options}
            label={register.label()}
            onOpen={(row) => onOpen(row as Line)}
            onFollow={(address) => void navigate({ to: address })}
            onHelp={onKeys}
            addColumn={
              administers ? { label: m.registers_own_add(), act: () => setOwn({ act: 'edit' }) } : undefined
            }
            onSort={(sort) => onPlace({ sort: sortByQuery(sort, fields) })}
            onHeaderMenu={(column, element) => {
              const field = fieldOf(column.key)
              if (field) setMenu({ field, anchor: anchorOf(element), whole: true })
            }}
            onArrange={(key, before) => {
              const field = fieldOf(key)
              const next = before === undefined ? undefined : fieldOf(before)
              if (field) onView((now) => placed(now, fields, field.id, next?.id))
            }}
            onResize={(key, width) => {
              const field = fieldOf(key)
              if (field) onView((now) => ({ ...now, widths: { ...now.widths, [field.id]: width } }))
            }}
          />
          {state?.failure !== undefined && state.loading ? (
            <div className={css.over}>
              <ErrorState error={asProblem(state.failure)} onRetry={() => grid.current?.retry()} />
            </div>
          ) : null}
          {!known && state?.failure === undefined && (
            <div className={css.over} style={{ placeItems: 'start stretch' }}>
              <Lines count={12} />
            </div>
          )}
          {known && state.rows === 0 && (narrow || past) && (
            <div className={css.over}>
              <EmptyState
                icon={register.icon}
                title={!past ? m.registers_none_found() : narrow ? m.moment_none_found() : m.moment_empty()}
                acts={
                  narrow && (
                    <Button variant="default" onClick={() => onPlace({ filter: [], q: '' })}>
                      {m.registers_filter_clear_all()}
                    </Button>
                  )
                }
              />
            </div>
          )}
        </div>
        {beside}
      </div>
      {mayRestore && seen && seen.count > 0 && (known ? state.rows > 0 : false) && (
        <SelectionBar count={seen.count} onChange={undefined} onRemove={undefined}>
          <Suspense>
            <RestoreChosen read={() => seen.all()} />
          </Suspense>
        </SelectionBar>
      )}
      {many && (may.change || approves) && (
        <SelectionBar
          count={seen.count}
          onChange={may.change ? () => setBulk(true) : undefined}
          onRemove={remove}
        >
          {register.thing === 'requirement' && (
            <Suspense>
              <MoveMany read={() => seen.all()} onDone={() => grid.current?.refresh()} />
            </Suspense>
          )}
        </SelectionBar>
      )}
      {menu && (
        <ColumnMenu
          key={menu.field.id}
          {...menu}
          place={place}
          onPlace={onPlace}
          view={view}
          onView={menu.whole ? onView : undefined}
          onOwn={
            administers && menu.field.own
              ? (act) => setOwn({ act, ...(menu.field.own ? { of: menu.field.own } : {}) })
              : undefined
          }
          onClose={() => setMenu(undefined)}
        />
      )}
      <Suspense>
        {ownColumn?.act === 'edit' && <OwnColumnDialog of={ownColumn.of} onClose={() => setOwn(undefined)} />}
        {ownColumn?.act === 'delete' && ownColumn.of && (
          <OwnColumnDelete of={ownColumn.of} onClose={() => setOwn(undefined)} />
        )}
        {all && (
          <ChangeAll ask={place} onClose={() => setAll(false)} onDone={() => grid.current?.refresh()} />
        )}
        {bulk && seen && <BulkChange count={seen.count} onClose={() => setBulk(false)} onChange={change} />}
      </Suspense>
    </>
  )
}
