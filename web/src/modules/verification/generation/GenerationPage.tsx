import { Button, Checkbox } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import { IconListCheck, IconRowInsertBottom } from '@tabler/icons-react'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import type { Item } from '~/api/call'
import { usePages, useRead, useWrite } from '~/api/query'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { Back } from '~/ui/Back'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { ProblemNote } from '~/ui/ProblemNote'
import { Lines } from '~/ui/Skeletons'
import { say } from '~/ui/toast'
import { titleOf } from '../procedure/words'
import css from './generation.module.css'

const atOnce = 2000
const keyOf = (line: { system: string; procedure: string }) => `${line.system} ${line.procedure}`

/** Wanted is a row that is not there yet. */
type Wanted = { system: string; procedure: string; similar: number }

/** linesOf are the rows of a system that are not there yet. */
const linesOf = ({ system, rows }: Item<'verification.generation.preview'>): Wanted[] =>
  rows.filter(({ row }) => !row).map(({ procedure, similar }) => ({ system, procedure, similar }))

/** GenerationPage makes register rows of systems' procedures, after showing which; what is there already is left alone. */
export default function GenerationPage() {
  const project = useProject()
  const why = useWhyNot('registers.create')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'verification.generation.preview',
    { path: { project }, query: { limit: 100 } },
  )
  const { data: methods } = useRead('registers.method.list', { path: { project }, query: { limit: 500 } })
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const make = useWrite('verification.generation.make', {
    touches: ['registers.row', 'registers.progress', 'verification.run'],
    onDone: ({ made }) => say(m.verification_generated({ count: String(made) })),
  })
  const systems = data?.pages.flatMap(({ items }) => items)
  // Where rows by the same method are there already, a row is not made unless one asks for it.
  const isOn = (line: Wanted) => (line.similar === 0) !== turned.has(keyOf(line))
  const open = (systems ?? []).flatMap(linesOf)
  const chosen = open.filter(isOn).slice(0, atOnce)
  const put = (lines: readonly Wanted[], on: boolean) => {
    const next = new Set(turned)
    for (const line of lines) {
      if ((line.similar === 0) === on) next.delete(keyOf(line))
      else next.add(keyOf(line))
    }
    setTurned(next)
  }
  const method = (id: string | null) => {
    const found = methods?.items.find((one) => one.id === id)
    return found ? named(found) : ''
  }
  return (
    <Page>
      <PageHeader
        above={<Back to={`/projects/${project}/procedures`}>{m.verification_procedures_back()}</Back>}
        title={m.verification_generation()}
        under={m.verification_generation_about()}
        acts={
          <ActButton
            why={why}
            leftSection={<IconRowInsertBottom size={18} />}
            disabled={chosen.length === 0}
            loading={make.isPending}
            onClick={() =>
              make.mutate({
                path: { project },
                body: { lines: chosen.map(({ system, procedure }) => ({ system, procedure })) },
              })
            }
          >
            {m.verification_generate({ count: String(chosen.length) })}
          </ActButton>
        }
      />
      {make.error && <ProblemNote problem={make.error} />}
      {error && !systems ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !systems ? (
        <Lines count={8} />
      ) : systems.length === 0 ? (
        <EmptyState icon={IconListCheck} title={m.verification_generation_none()}>
          {m.verification_generation_none_about()}
        </EmptyState>
      ) : (
        <ul className={css.systems}>
          {systems.map((one) => {
            const lines = linesOf(one)
            const on = lines.filter(isOn).length
            return (
              <li key={one.system}>
                <Checkbox
                  label={`${one.tag} ${named(one)}`}
                  description={[
                    one.type,
                    one.classification && m.verification_generation_class({ code: one.classification }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                  disabled={lines.length === 0}
                  checked={lines.length > 0 && on === lines.length}
                  indeterminate={on > 0 && on < lines.length}
                  onChange={(event) => put(lines, event.currentTarget.checked)}
                  className={css.system}
                />
                <ul>
                  {one.rows.map((row) => {
                    const line = { system: one.system, procedure: row.procedure, similar: row.similar }
                    return (
                      <li key={row.procedure}>
                        <Checkbox
                          label={`${row.code} ${titleOf(row)}`}
                          description={[
                            method(row.method),
                            row.row ? m.verification_generation_there() : '',
                            row.similar > 0
                              ? m.verification_generation_similar({ count: String(row.similar) })
                              : '',
                          ]
                            .filter(Boolean)
                            .join(' · ')}
                          disabled={Boolean(row.row)}
                          checked={Boolean(row.row) || isOn(line)}
                          onChange={(event) => put([line], event.currentTarget.checked)}
                        />
                      </li>
                    )
                  })}
                </ul>
              </li>
            )
          })}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.verification_more()}
        </Button>
      )}
    </Page>
  )
}
