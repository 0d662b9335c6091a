import { Button, Menu } from '@mantine/core'
import {
  IconArrowBackUp,
  IconBookmark,
  IconCheck,
  IconChevronDown,
  IconDeviceFloppy,
  IconLink,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useAccess } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { copyText } from '~/ui/copy'
import { say, sayWrong } from '~/ui/toast'
import { useRegister } from '../thing/register'
import css from './register.module.css'
import { type Saved, sameBase, stateOf, type Views, whole } from './saved'
import type { Place } from './url'
import type { Arranging } from './view'

const ViewDialog = lazy(() => import('./ViewDialog'))
const ViewDelete = lazy(() => import('./ViewDelete'))

/** ViewPicker shows which view of the register one looks at, and leads to the others; what was changed in it can be kept. */
export function ViewPicker({
  views: { all, chosen, base },
  arranging,
  place,
  onPick,
}: {
  views: Views
  arranging: Arranging
  place: Place
  onPick: (view: string) => void
}) {
  const { register, project } = useRegister()
  const access = useAccess()
  const [asked, ask] = useState<'create' | 'edit' | 'delete'>()
  const change = useWrite('registers.view.change')
  const state = stateOf(place, arranging.view)
  const changed = chosen !== undefined && (arranging.changed || !sameBase(place, base))
  const mayKeep = chosen !== undefined && (chosen.whose === 'mine' || access.administrator)
  const mine = all.filter(({ whose }) => whose === 'mine')
  const shared = all.filter(({ whose }) => whose !== 'mine')
  const begins = all.some(({ whose }) => whose === 'default')

  const reset = () => {
    arranging.reset()
    onPick(chosen?.id ?? (begins ? whole : ''))
  }
  const keep = (view: Saved) =>
    change.mutate(
      { path: { project, id: view.id }, body: { base: view.version, state } },
      {
        onSuccess: () => {
          reset()
          say(m.registers_view_kept({ name: view.name }))
        },
        onError: sayWrong,
      },
    )
  const copy = async () => {
    const address = new URL(window.location.href)
    address.searchParams.set('view', chosen?.id ?? whole)
    await copyText(address.href, m.registers_view_copied(), address.href)
  }
  const item = (view: Saved) => (
    <Menu.Item
      key={view.id}
      leftSection={<Mark chosen={view === chosen} />}
      rightSection={view.whose === 'default' && <small className="muted">{m.registers_view_first()}</small>}
      onClick={() => onPick(view.id)}
    >
      {view.name}
    </Menu.Item>
  )
  return (
    <>
      <Menu position="bottom-start" width={300} transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button
            size="compact-sm"
            h={30}
            variant="default"
            className={css.views}
            leftSection={<IconBookmark size={16} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={m.registers_view_is({ name: chosen?.name ?? m.registers_view_all() })}
          >
            <span>{chosen?.name ?? m.registers_view_all()}</span>
            {changed && <i className={css.dot} title={m.registers_view_changed()} />}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={520} style={{ overflowY: 'auto' }}>
          <Menu.Item
            leftSection={<Mark chosen={chosen === undefined} />}
            onClick={() => onPick(begins ? whole : '')}
          >
            {m.registers_view_all()}
          </Menu.Item>
          {mine.length > 0 && <Menu.Label>{m.registers_view_mine()}</Menu.Label>}
          {mine.map(item)}
          {shared.length > 0 && <Menu.Label>{m.registers_view_projects()}</Menu.Label>}
          {shared.map(item)}
          <Menu.Divider />
          {changed && mayKeep && (
            <Menu.Item
              leftSection={<IconDeviceFloppy size={16} aria-hidden />}
              onClick={() => chosen && keep(chosen)}
            >
              {m.registers_view_keep()}
            </Menu.Item>
          )}
          {(changed || (!chosen && arranging.changed)) && (
            <Menu.Item leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={reset}>
              {m.registers_view_reset()}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => ask('create')}>
            {m.registers_view_create()}
          </Menu.Item>
          {chosen && mayKeep && (
            <>
              <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => ask('edit')}>
                {m.registers_view_edit()}
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => ask('delete')}>
                {m.registers_view_delete()}
              </Menu.Item>
            </>
          )}
          <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={copy}>
            {m.registers_view_link()}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {(asked === 'create' || asked === 'edit') && (
          <ViewDialog
            of={asked === 'edit' ? chosen : undefined}
            thing={register.thing}
            state={state}
            onClose={() => ask(undefined)}
            onDone={(view) => {
              if (asked === 'create') {
                // What was arranged is the new view's now.
                if (!chosen || changed) arranging.reset()
                onPick(view)
              }
              ask(undefined)
            }}
          />
        )}
        {asked === 'delete' && chosen && (
          <ViewDelete of={chosen} onClose={() => ask(undefined)} onDone={() => onPick('')} />
        )}
      </Suspense>
    </>
  )
}

function Mark({ chosen }: { chosen: boolean }) {
  return <IconCheck size={16} aria-hidden style={{ visibility: chosen ? 'visible' : 'hidden' }} />
}
