import { Button, Select, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFiles, IconPlus, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { usePages } from '~/api/query'
import { formatDate } from '~/lib/date'
import { named } from '~/lib/locale'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { type Column, DataTable } from '~/ui/DataTable'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { useNames } from '../parts/lookup'
import { Tabs } from '../parts/Tabs'
import { type Kind, kinds, type Listed, optionsOf } from '../words'
import css from './list.module.css'

const AddDialog = lazy(() => import('./AddDialog'))

/** DocumentsPage lists the documents by their number, each with its newest version. */
export default function DocumentsPage() {
  const project = useProject()
  const names = useNames()
  const [words, setWords] = useState('')
  const [q] = useDebouncedValue(words.trim(), 250)
  const [kind, setKind] = useState<string | null>(null)
  const [discipline, setDiscipline] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const why = useWhyNot('documents.create')
  const query = {
    count: true,
    ...(q ? { q } : {}),
    ...(kind ? { kind: kind as Kind } : {}),
    ...(discipline ? { discipline } : {}),
  }
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'documents.document.list',
    { path: { project }, query },
  )
  const found: Listed[] | undefined = data?.pages.flatMap(({ items }) => items)
  const total = data?.pages[0]?.total
  const narrow = Boolean(q || kind || discipline)
  const add = (
    <ActButton why={why} leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
      {m.documents_add()}
    </ActButton>
  )
  const columns: Column<Listed>[] = [
    {
      key: 'number',
      title: m.documents_number(),
      width: '140px',
      show: ({ id, number }) => <Link to={`/projects/${project}/documents/${id}`}>{number}</Link>,
    },
    { key: 'title', title: m.documents_title_of(), show: ({ title }) => title },
    {
      key: 'revision',
      title: m.documents_revision(),
      width: '90px',
      show: ({ revision }) => revision ?? '–',
    },
    {
      key: 'made',
      title: m.documents_made(),
      width: '120px',
      show: ({ made_at }) => (made_at ? formatDate(made_at.slice(0, 10)) : ''),
    },
    { key: 'kind', title: m.documents_kind(), show: (one) => kinds[one.kind]() },
    { key: 'discipline', title: m.documents_discipline(), show: (one) => names.discipline(one.discipline) },
    { key: 'company', title: m.documents_company(), show: (one) => names.company(one.company) },
  ]
  const choice = (
    label: string,
    options: { value: string; label: string }[],
    value: string | null,
    set: (value: string | null) => void,
  ) => (
    <Select
      aria-label={label}
      placeholder={label}
      data={options}
      value={value}
      onChange={set}
      clearable
      searchable={options.length > 8}
      clearButtonProps={{ 'aria-label': m.ui_clear() }}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      nothingFoundMessage={m.ui_nothing_found()}
    />
  )
  return (
    <Page>
      <PageHeader
        title={m.documents_title()}
        under={total === undefined ? undefined : m.documents_count({ shown: formatNumber(total) })}
        acts={add}
      />
      <Tabs />
      <div className={css.filters}>
        <TextInput
          type="search"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          placeholder={m.documents_find()}
          aria-label={m.documents_find()}
          leftSection={<IconSearch size={16} aria-hidden />}
        />
        {choice(
          m.documents_kind(),
          optionsOf(kinds, (one) => kinds[one]()),
          kind,
          setKind,
        )}
        {choice(
          m.documents_discipline(),
          names.disciplines.map((one) => ({ value: one.id, label: named(one) })),
          discipline,
          setDiscipline,
        )}
      </div>
      {error && !found ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !found ? (
        <Lines count={8} />
      ) : found.length === 0 ? (
        <EmptyState
          icon={narrow ? IconSearch : IconFiles}
          title={narrow ? m.documents_none_found() : m.documents_none()}
        >
          {narrow ? undefined : m.documents_none_about()}
        </EmptyState>
      ) : (
        <DataTable caption={m.documents_title()} columns={columns} rows={found} rowKey={({ id }) => id} />
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.documents_more()}
        </Button>
      )}
      <Suspense>{adding && <AddDialog names={names} onClose={() => setAdding(false)} />}</Suspense>
    </Page>
  )
}
