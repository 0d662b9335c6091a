import { Button, Menu } from '@mantine/core'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import { IconDownload, IconMessageReport, IconPlus, IconSearch, IconSettings } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useCan, useProject, useWhyNot } from '~/api/access'
import { useRead } from '~/api/query'
import { today } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { sayWrong } from '~/ui/toast'
import { useNames, useTags } from '../parts/lookup'
import { type Asked, askedOf, isNarrowed, searchOf } from './asked'
import { EntryLine } from './EntryLine'
import { downloadEntries, useEntries } from './entries'
import { Filters } from './Filters'
import css from './list.module.css'
import { ManyChange } from './ManyChange'

/** LogPage lists the commissioning log: first what one looks for, then what one does with many at once. */
export default function LogPage() {
  const project = useProject()
  const asked = askedOf(useSearch({ strict: false }) as Record<string, unknown>)
  const navigate = useNavigate()
  const go = (next: Asked) => navigate({ to: '.', search: searchOf(next) as never, replace: true })
  const { entries, total, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useEntries(asked)
  const { data: figures } = useRead('issues.figure.read', { path: { project } })
  const tags = useTags(entries?.map(({ system }) => system) ?? [])
  const names = useNames()
  const mayChange = useCan(['log.edit_all', 'log.approve', 'log.edit_own'])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const listed = entries?.filter(({ id }) => chosen.has(id)) ?? []
  const now = today()
  const turn = (id: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }

  return (
    <Page>
      <PageHeader
        title={m.issues_title()}
        under={total === undefined ? undefined : m.issues_count({ count: total, shown: formatNumber(total) })}
        acts={<Acts asked={asked} empty={entries?.length === 0} />}
      />
      <Filters asked={asked} onAsk={go} figures={figures} names={names} />
      {error && !entries ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !entries ? (
        <Lines count={8} />
      ) : entries.length === 0 ? (
        <Nothing asked={asked} onAll={() => go({ show: 'all', q: '', sort: asked.sort })} />
      ) : (
        <ul className={css.entries} aria-label={m.issues_title()}>
          {entries.map((entry) => (
            <EntryLine
              key={entry.id}
              entry={entry}
              tag={entry.system ? tags.get(entry.system)?.tag : undefined}
              responsible={[names.company(entry.company), names.person(entry.person)]
                .filter(Boolean)
                .join(' · ')}
              today={now}
              search={searchOf(asked)}
              {...(mayChange
                ? { chosen: chosen.has(entry.id), onChoose: (on: boolean) => turn(entry.id, on) }
                : {})}
            />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button
          variant="default"
          className={css.more}
          loading={isFetchingNextPage}
          onClick={() => fetchNextPage()}
        >
          {m.issues_more()}
        </Button>
      )}
      {listed.length > 0 && (
        <ManyChange
          entries={listed}
          names={names}
          onAll={() => setChosen(new Set(entries?.slice(0, 200).map(({ id }) => id)))}
          onClear={() => setChosen(new Set())}
        />
      )}
    </Page>
  )
}

function Acts({ asked, empty }: { asked: Asked; empty: boolean }) {
  const project = useProject()
  const why = useWhyNot('log.create')
  const mayAdminister = useCan('project.administer')
  return (
    <>
      {mayAdminister && (
        <Button
          component={Link}
          to={`/projects/${project}/log/settings`}
          variant="default"
          leftSection={<IconSettings size={18} aria-hidden />}
        >
          {m.issues_settings()}
        </Button>
      )}
      <ExportButton asked={asked} empty={empty} />
      <RaiseButton why={why} />
    </>
  )
}

/** ExportButton hands the list to the reader as a file; who may not take it out is told why. */
function ExportButton({ asked, empty }: { asked: Asked; empty: boolean }) {
  const project = useProject()
  const why = useWhyNot(['log.export', 'exports.export'])
  const look = {
    variant: 'default',
    leftSection: <IconDownload size={18} aria-hidden />,
    children: m.issues_export(),
  }
  if (why) return <ActButton why={why} {...look} />
  const save = (format: 'xlsx' | 'csv') => downloadEntries(project, asked, format).catch(sayWrong)
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button disabled={empty} {...look} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save('xlsx')}>{m.issues_export_xlsx()}</Menu.Item>
        <Menu.Item onClick={() => save('csv')}>{m.issues_export_csv()}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** RaiseButton leads to a new entry; who may not raise one is told why. */
function RaiseButton({ why }: { why: string | undefined }) {
  const project = useProject()
  const icon = <IconPlus size={18} aria-hidden />
  if (why) {
    return (
      <ActButton why={why} leftSection={icon}>
        {m.issues_raise()}
      </ActButton>
    )
  }
  return (
    <Button component={Link} to={`/projects/${project}/log/new`} leftSection={icon}>
      {m.issues_raise()}
    </Button>
  )
}

function Nothing({ asked, onAll }: { asked: Asked; onAll: () => void }) {
  const why = useWhyNot('log.create')
  if (isNarrowed(asked)) {
    return (
      <EmptyState
        icon={IconSearch}
        title={m.issues_none_found()}
        acts={
          <Button variant="default" onClick={onAll}>
            {m.issues_clear()}
          </Button>
        }
      />
    )
  }
  const words = {
    mine: m.issues_none_mine,
    raised: m.issues_none_raised,
    company: m.issues_none_company,
    overdue: m.issues_none_overdue,
    open: m.issues_none_open,
    all: m.issues_none,
  }
  return (
    <EmptyState
      icon={IconMessageReport}
      title={words[asked.show]()}
      acts={
        asked.show === 'all' ? (
          !why && <RaiseButton why={undefined} />
        ) : (
          <Button variant="default" onClick={onAll}>
            {m.issues_see_all()}
          </Button>
        )
      }
    >
      {asked.show === 'all' ? m.issues_none_about() : undefined}
    </EmptyState>
  )
}
