import { Button, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBooks, IconListCheck, IconPlus, IconRowInsertBottom, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { usePages } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { CreateProcedure } from './CreateProcedure'
import css from './procedure.module.css'
import { ShelfSheet } from './ShelfSheet'
import type { Procedure } from './steps'
import { aboutOf, titleOf } from './words'

/** ProceduresPage lists the project's test procedures, and takes more into use from the shelf. */
export default function ProceduresPage() {
  const project = useProject()
  const [words, setWords] = useState('')
  const [q] = useDebouncedValue(words.trim(), 250)
  const [open, setOpen] = useState<'create' | 'shelf'>()
  const why = useWhyNot('tests.edit_all')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'verification.procedure.list',
    { path: { project }, query: { q } },
  )
  const all = data?.pages.flatMap(({ items }) => items)
  const acts = (
    <>
      {all && all.length > 0 && (
        <Button
          component={Link}
          to={`/projects/${project}/procedures/generation`}
          variant="default"
          leftSection={<IconRowInsertBottom size={18} />}
        >
          {m.verification_generation()}
        </Button>
      )}
      <ActButton
        why={why}
        variant="default"
        leftSection={<IconBooks size={18} />}
        onClick={() => setOpen('shelf')}
      >
        {m.verification_shelf()}
      </ActButton>
      <ActButton why={why} leftSection={<IconPlus size={18} />} onClick={() => setOpen('create')}>
        {m.verification_procedure_new()}
      </ActButton>
    </>
  )
  return (
    <Page>
      <PageHeader title={m.verification_procedures()} under={m.verification_procedures_about()} acts={acts} />
      <TextInput
        type="search"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        placeholder={m.verification_procedures_find()}
        aria-label={m.verification_procedures_find()}
        leftSection={<IconSearch size={16} aria-hidden />}
        className={css.find}
      />
      {error && !all ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !all ? (
        <Lines count={6} />
      ) : all.length === 0 ? (
        <EmptyState
          icon={IconListCheck}
          title={q ? m.verification_none_found({ q }) : m.verification_procedures_none()}
          acts={q ? undefined : acts}
        >
          {q ? undefined : m.verification_procedures_none_about()}
        </EmptyState>
      ) : (
        <ul className={css.list}>
          {all.map((one) => (
            <Line key={one.id} procedure={one} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.verification_more()}
        </Button>
      )}
      {open === 'create' && <CreateProcedure onClose={() => setOpen(undefined)} />}
      {open === 'shelf' && <ShelfSheet onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

function Line({ procedure }: { procedure: Procedure }) {
  const project = useProject()
  const issued = procedure.editions.find(({ state }) => state === 'issued')
  const draft = procedure.editions.find(({ state }) => state === 'draft')
  return (
    <li className={css.line}>
      <span className={`${css.code} figures`}>{procedure.code}</span>
      <div className={css.what}>
        <Link to={`/projects/${project}/procedures/${procedure.id}`}>{titleOf(procedure)}</Link>
        <p className="muted">{aboutOf(procedure)}</p>
      </div>
      <p className={css.tags}>
        {procedure.br18 && <span className={css.tag}>{m.verification_tag_br18()}</span>}
        {procedure.retired && <span className={css.tag}>{m.verification_retired()}</span>}
        {issued && (
          <span className={css.tag}>
            {m.verification_edition_no({ no: issued.number })} ·{' '}
            {m.verification_steps_count({ count: String(issued.asked) })}
          </span>
        )}
        {draft && (
          <span className={css.tag} data-tone="draft">
            {m.verification_draft_no({ no: draft.number })}
          </span>
        )}
      </p>
    </li>
  )
}
