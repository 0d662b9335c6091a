import { Button, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { usePages, useRead } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { DataTable } from '~/ui/DataTable'
import { ErrorState } from '~/ui/ErrorState'
import { Lines } from '~/ui/Skeletons'
import css from './tags.module.css'

/** Former lists the tags that things had before, and what they are called now. */
export function Former() {
  const path = { project: useProject() }
  const [words, setWords] = useState('')
  const [q] = useDebouncedValue(words.trim(), 250)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'registers.alias.list',
    { path, query: { q } },
  )
  const { data: people } = useRead('accounts.person.list', { path })
  const items = data?.pages.flatMap((page) => page.items)
  return (
    <div className={css.former}>
      <TextInput
        type="search"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        placeholder={m.tags_find()}
        aria-label={m.tags_find()}
        leftSection={<IconSearch size={16} aria-hidden />}
      />
      {error && !items ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !items ? (
        <Lines count={3} />
      ) : items.length === 0 ? (
        <p className="muted">{q ? m.tags_none_found() : m.tags_no_former()}</p>
      ) : (
        <DataTable
          caption={m.tags_former()}
          rows={items}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'tag',
              title: m.tags_was_tag(),
              show: (one) => <span className="figures">{one.tag}</span>,
            },
            {
              key: 'now',
              title: m.tags_now(),
              show: (one) => <strong className="figures">{one.now}</strong>,
            },
            { key: 'name', title: m.tags_name(), show: (one) => one.name },
            {
              key: 'when',
              title: m.tags_when(),
              show: (one) =>
                [formatMoment(one.at), people?.items.find(({ id }) => id === one.person)?.name]
                  .filter(Boolean)
                  .join(', '),
            },
          ]}
        />
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.tags_show_more()}
        </Button>
      )}
    </div>
  )
}
