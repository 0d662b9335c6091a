import { ActionIcon, Button, CloseButton, Menu, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { useDebouncedCallback } from '@mantine/hooks'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconClock,
  IconDots,
  IconDownload,
  IconFileImport,
  IconHistory,
  IconId,
  IconKeyboard,
  IconPencil,
  IconPlus,
  IconSearch,
  IconTrash,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useCan } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import { useRegister } from '../thing/register'
import css from './register.module.css'

/** Does are what the toolbar can ask for; what one may not do, or what makes no sense here, is left out. */
export type Does = {
  add?: (() => void) | undefined
  export?: ((format: 'csv' | 'xlsx') => void) | undefined
  all?: (() => void) | undefined
  undo?: (() => void) | undefined
  redo?: (() => void) | undefined
  open?: (() => void) | undefined
  remove?: (() => void) | undefined
  keys?: (() => void) | undefined
  /** past leads to the register as it stood. */
  past?: (() => void) | undefined
}

/** Toolbar holds what one does with the rows that are seen. */
export function Toolbar({
  q,
  onSearch,
  does,
  count,
  views,
  filter,
  chips,
  columns,
}: {
  q: string
  /** onSearch hears of what is searched for; without it nothing can be. */
  onSearch: ((q: string) => void) | undefined
  does: Does
  count: string
  views?: ReactNode
  filter?: ReactNode
  chips?: ReactNode
  columns?: ReactNode
}) {
  const { register, project, may } = useRegister()
  const seesHistory = useCan('history.view')
  const mayImport = useCan('registers.create') && may.create
  return (
    <div className={css.toolbar} role="toolbar" aria-label={m.registers_toolbar()}>
      {views}
      {onSearch && <Search key={register.thing} q={q} onSearch={onSearch} />}
      {filter}
      <div className={css.chipRoom}>{chips}</div>
      <output className={css.count}>{count}</output>
      {does.undo && (
        <span className={css.pair}>
          <ActionIcon
            variant="subtle"
            color="var(--text)"
            aria-label={m.ui_undo()}
            title={m.ui_undo()}
            onClick={does.undo}
          >
            <IconArrowBackUp size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="var(--text)"
            aria-label={m.registers_redo()}
            title={m.registers_redo()}
            disabled={!does.redo}
            onClick={does.redo}
          >
            <IconArrowForwardUp size={18} aria-hidden />
          </ActionIcon>
        </span>
      )}
      {columns}
      {mayImport && (
        <Button
          component={Link}
          to={`/projects/${project}/imports/new?thing=${register.thing}`}
          size="compact-sm"
          h={30}
          variant="default"
          className={css.wide}
          leftSection={<IconFileImport size={16} aria-hidden />}
        >
          {m.registers_import_short()}
        </Button>
      )}
      {does.add && (
        <Button
          size="compact-sm"
          h={30}
          flex="none"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={does.add}
        >
          {register.add()}
        </Button>
      )}
      <Menu position="bottom-end" width={260} transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={m.registers_more()} title={m.registers_more()}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {does.open && (
            <Menu.Item leftSection={<IconId size={16} aria-hidden />} onClick={does.open}>
              {m.registers_open_row()}
            </Menu.Item>
          )}
          {does.remove && (
            <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={does.remove}>
              {m.registers_remove_selected()}
            </Menu.Item>
          )}
          {mayImport && (
            <Menu.Item
              component={Link}
              to={`/projects/${project}/imports/new?thing=${register.thing}`}
              leftSection={<IconFileImport size={16} aria-hidden />}
            >
              {m.registers_import()}
            </Menu.Item>
          )}
          {does.all && (
            <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={does.all}>
              {m.registers_all()}
            </Menu.Item>
          )}
          {does.export &&
            (['xlsx', 'csv'] as const).map((format) => (
              <Menu.Item
                key={format}
                leftSection={<IconDownload size={16} aria-hidden />}
                onClick={() => does.export?.(format)}
              >
                {format === 'csv' ? m.registers_export() : m.registers_export_xlsx()}
              </Menu.Item>
            ))}
          {seesHistory && (
            <Menu.Item
              component={Link}
              to={`/projects/${project}/history?table=registers.${register.plural}`}
              leftSection={<IconHistory size={16} aria-hidden />}
            >
              {m.registers_history()}
            </Menu.Item>
          )}
          {does.past && (
            <Menu.Item leftSection={<IconClock size={16} aria-hidden />} onClick={does.past}>
              {m.moment_go()}
            </Menu.Item>
          )}
          {does.keys && (
            <Menu.Item
              leftSection={<IconKeyboard size={16} aria-hidden />}
              onClick={does.keys}
              rightSection={<kbd>?</kbd>}
            >
              {m.grid_help_title()}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

function Search({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const [text, setText] = useState(q)
  const later = useDebouncedCallback(onSearch, 250)
  useEffect(() => setText(q), [q])
  const set = (next: string) => {
    setText(next)
    later(next.trim())
  }
  return (
    <TextInput
      type="search"
      size="xs"
      className={css.search}
      value={text}
      maxLength={200}
      onChange={(event) => set(event.currentTarget.value)}
      placeholder={m.registers_search()}
      aria-label={m.registers_search()}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text && <CloseButton size="sm" aria-label={m.ui_clear()} onClick={() => set('')} />}
    />
  )
}
