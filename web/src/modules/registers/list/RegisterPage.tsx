import { useDebouncedCallback, useMediaQuery } from '@mantine/hooks'
import { useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useAccess, useCan } from '~/api/access'
import { download } from '~/api/download'
import { Problem } from '~/api/problem'
import { m } from '~/lib/paraglide/messages'
import { can } from '~/lib/rights'
import { ErrorState } from '~/ui/ErrorState'
import moments from '~/ui/moment/moment.module.css'
import { Page } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import { sayWrong } from '~/ui/toast'
import type { Line } from '../thing/api'
import { type Open, OpenRegister, useOpen } from '../thing/register'
import { type Register, registerOf } from '../thing/things'
import { Cards } from './Cards'
import { seenAddress } from './exporting'
import { RegisterSheet } from './RegisterSheet'
import { RegisterTabs } from './RegisterTabs'
import css from './register.module.css'
import { useViews, type Views } from './saved'
import { changeAll } from './selected'
import { useNamedMoment, useNamedView, usePlace } from './url'
import { ViewPicker } from './ViewPicker'
import { shownFields, useView } from './view'

const RowSheet = lazy(() => import('../row/RowSheet'))
const KeysHelp = lazy(() => import('./KeysHelp'))
const Past = lazy(() => import('./Past'))

/** RegisterPage shows any of the registers. */
export default function RegisterPage() {
  const { thing } = useParams({ strict: false }) as { thing?: string }
  const access = useAccess()
  const register = registerOf(thing)
  if (!register || !can(access, `${register.area}.view`)) {
    return <ErrorState page error={new Problem({ type: '/problems/not-found' })} />
  }
  return <OneRegister key={register.thing} register={register} />
}

function OneRegister({ register }: { register: Register }) {
  const open = useOpen(register, useNamedMoment())
  const views = useViews(register.thing, useNamedView())
  return (
    <OpenRegister value={open}>
      <Page width="full">
        <title>{`${register.label()} · CXweb`}</title>
        <h1 className="unseen" tabIndex={-1}>
          {register.label()}
        </h1>
        <div className={css.register}>
          <RegisterTabs />
          {views.ready ? <Shown key={views.chosen?.id} open={open} views={views} /> : <Lines count={12} />}
        </div>
      </Page>
    </OpenRegister>
  )
}

/** Shown is the register as one of its views shows it. */
function Shown({ open, views }: { open: Open; views: Views }) {
  const { register, project, fields, may } = open
  const [place, go] = usePlace(views.base)
  const { id } = views.chosen ?? {}
  const saved = useMemo(() => (id ? { id, view: views.view } : undefined), [id, views.view])
  const arranging = useView(project, register.thing, saved)
  const { view, change: setView } = arranging
  const pick = useNavigate()
  const past = open.at !== ''
  const seesHistory = useCan('history.view')
  const upright = useMediaQuery('(max-width: 899px)', undefined, { getInitialValueInEffect: false })
  const [help, setHelp] = useState(false)
  const dirty = useRef(false)
  const onDirty = useCallback((now: boolean) => {
    dirty.current = now
  }, [])
  // The panel goes with the active row, a moment after the keys that moved it, and stays while one writes in it.
  const follow = useDebouncedCallback((row: Line) => {
    // Whoever has gone into the panel meanwhile stays where they are.
    if (dirty.current || document.activeElement?.closest('aside')) return
    if (row.version > 0) go({ row: row.id }, true)
  }, 150)
  const keys = useCallback(() => setHelp(true), [])
  useQuestionMark(keys)

  const exported = (format: 'csv' | 'xlsx') =>
    download(seenAddress(open, { ...place, group: view.group }, shownFields(view, fields), format)).catch(
      sayWrong,
    )
  const remove = (row: Line) => {
    go({ row: '' })
    changeAll(
      register.thing,
      project,
      [row],
      ({ id, version }) => ({ id, base: version, delete: true }),
      (count) => m.registers_removed({ count }),
      () => {},
    ).catch(sayWrong)
  }
  const shared = {
    views: (
      <ViewPicker
        views={views}
        arranging={arranging}
        place={place}
        onPick={(named) => pick({ to: '.', search: (named ? { view: named } : {}) as never })}
      />
    ),
    place,
    onPlace: go,
    onExport: may.export ? exported : undefined,
    onKeys: keys,
    onPast: seesHistory && !past ? () => go({ at: new Date().toISOString(), row: '' }) : undefined,
    onOpen: (row: Line) => {
      // Of a row that stood, its history tells; the form is for what it is now.
      if (past) return void pick({ to: historyOf(open, row.id) })
      if (row.version > 0 && !dirty.current) go({ row: row.id === place.row ? '' : row.id })
    },
  }
  const details = place.row && !past && (
    <Suspense>
      <RowSheet
        key={place.row}
        id={place.row}
        beside={!upright}
        onClose={() => go({ row: '' })}
        onDirty={onDirty}
        onRemove={may.change ? remove : undefined}
      />
    </Suspense>
  )
  const list = (
    <>
      {upright && register.cards && !place.table ? (
        <Cards {...shared} view={view} />
      ) : (
        <RegisterSheet
          {...shared}
          view={view}
          onView={setView}
          upright={upright ?? false}
          beside={!upright && details}
          onActive={place.row && !upright ? follow : undefined}
        />
      )}
      {upright && details}
      <Suspense>{help && <KeysHelp onClose={() => setHelp(false)} />}</Suspense>
    </>
  )
  if (!past) return list
  return (
    <div className={moments.frame}>
      <Suspense fallback={<Lines count={2} />}>
        <Past onAt={(at) => go({ at })} />
      </Suspense>
      {list}
    </div>
  )
}

/** historyOf is where the history of a row stands. */
const historyOf = ({ project, register }: Pick<Open, 'project' | 'register'>, row: string) =>
  `/projects/${project}/history?table=registers.${register.plural}&row=${row}`

/** useQuestionMark opens the help by its key, except where the key writes. */
function useQuestionMark(open: () => void) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.key !== '?' || target.closest('input, textarea, select, .cx-grid, [role="dialog"]')) return
      event.preventDefault()
      open()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [open])
}
