import { Button, Menu, Select, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import { useDebouncedValue } from '@mantine/hooks'
import { IconDownload, IconRoute, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { addressOf, call } from '~/api/call'
import { download } from '~/api/download'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { sayWrong } from '~/ui/toast'
import { useNames } from '../parts/lookup'
import { Tabs } from '../parts/Tabs'
import { type Asked, askedOf, type Hole, holes, searchOf } from './asked'
import { holeWords } from './holeWords'
import { Matrix } from './Matrix'
import css from './trace.module.css'

/** TracePage follows each requirement through basis of design, reviews, rows and tests, and shows the holes. */
export default function TracePage() {
  const project = useProject()
  const asked = askedOf(useSearch({ strict: false }) as Record<string, unknown>)
  const navigate = useNavigate()
  const go = (next: Asked) => navigate({ to: '.', search: searchOf(next) as never, replace: true })
  const names = useNames()
  const [words, setWords] = useState(asked.q)
  const [q] = useDebouncedValue(words.trim(), 250)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address follows what is typed, not the other way
  useEffect(() => {
    if (q !== asked.q) go({ ...asked, q })
  }, [q])
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['design.trace', 'design.trace.list', { path: { project }, query: asked }, 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      call('design.trace.list', { path: { project }, query: { ...asked, after: pageParam }, signal }),
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })
  const lines = data?.pages.flatMap(({ items }) => items)
  const choice = (
    label: string,
    options: { value: string; label: string }[],
    value: string | undefined,
    set: (value: string | null) => void,
  ) => (
    <Select
      aria-label={label}
      placeholder={label}
      data={options}
      value={value ?? null}
      onChange={set}
      clearable
      searchable={options.length > 9}
      clearButtonProps={{ 'aria-label': m.ui_clear() }}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      nothingFoundMessage={m.ui_nothing_found()}
    />
  )
  const narrow = Boolean(asked.q || asked.discipline || asked.hole)
  return (
    <Page width="full">
      <div className={css.page}>
        <PageHeader title={m.design_trace()} acts={<ExportButton asked={asked} />} />
        <Tabs />
        <div className={css.filters}>
          <TextInput
            type="search"
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            placeholder={m.design_find_requirement()}
            aria-label={m.design_find_requirement()}
            leftSection={<IconSearch size={16} aria-hidden />}
          />
          {choice(
            m.design_discipline(),
            names.disciplines.map((one) => ({ value: one.id, label: named(one) })),
            asked.discipline,
            (discipline) => {
              const { discipline: _, ...rest } = asked
              go({ ...rest, ...(discipline ? { discipline } : {}) })
            },
          )}
          {choice(
            m.design_holes(),
            [
              { value: 'any', label: m.design_hole_any() },
              ...holes.map((value) => ({ value, label: holeWords[value]() })),
            ],
            asked.hole,
            (hole) => {
              const { hole: _, ...rest } = asked
              go({ ...rest, ...(hole ? { hole: hole as Hole } : {}) })
            },
          )}
        </div>
        {error && !lines ? (
          <ErrorState error={error} onRetry={refetch} />
        ) : !lines ? (
          <Lines count={10} />
        ) : lines.length === 0 && !hasNextPage ? (
          <EmptyState
            icon={narrow ? IconSearch : IconRoute}
            title={narrow ? m.design_no_requirement_found() : m.design_no_requirements()}
          />
        ) : (
          <Matrix lines={lines} phases={names.phases.filter(({ milestone }) => !milestone)} />
        )}
        {hasNextPage && (
          <Button
            variant="default"
            className={css.more}
            loading={isFetchingNextPage}
            onClick={() => fetchNextPage()}
          >
            {m.design_more()}
          </Button>
        )}
      </div>
    </Page>
  )
}

/** ExportButton hands the matrix to the reader as a file; who may not take it out is told why. */
function ExportButton({ asked }: { asked: Asked }) {
  const project = useProject()
  const why = useWhyNot(['requirements.export', 'exports.export'])
  const look = {
    variant: 'default',
    leftSection: <IconDownload size={18} aria-hidden />,
    children: m.design_export(),
  }
  if (why) return <ActButton why={why} {...look} />
  const save = (format: 'xlsx' | 'csv') =>
    download(addressOf('design.trace.export', { path: { project }, query: { ...asked, format } })[1]).catch(
      sayWrong,
    )
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button {...look} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save('xlsx')}>{m.design_export_xlsx()}</Menu.Item>
        <Menu.Item onClick={() => save('csv')}>{m.design_export_csv()}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
