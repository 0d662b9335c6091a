import { Select } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { Answer } from '~/api/call'
import { asProblem, type Problem } from '~/api/problem'
import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { ProblemNote } from '~/ui/ProblemNote'
import { Lines } from '~/ui/Skeletons'
import css from './begin.module.css'
import { type Beginning, listsFor } from './beginning'
import type { Draft } from './draft'
import { KindChoice } from './KindChoice'

/** BeginStep chooses what the project begins with; the lists of the steps that follow are filled from it. */
export function BeginStep({
  beginning,
  starters,
  onBegin,
  onSubmit,
  problem,
  acts,
}: {
  beginning: Beginning
  starters: Answer<'projects.starter.list'>
  onBegin: (beginning: Beginning, lists?: Draft['lists']) => void
  onSubmit: () => void
  problem: Problem | null
  acts: ReactNode
}) {
  const { data: templates } = useRead('templates.template.list')
  const { data: projects } = useRead('projects.project.list')
  const administered = projects?.items.filter(({ role }) => role === 'administrator') ?? []
  const [failed, setFailed] = useState<Problem>()
  const [missing, setMissing] = useState(false)
  if (!templates || !projects) return <Lines count={6} />

  const take = async (next: Beginning) => {
    setMissing(false)
    setFailed(undefined)
    onBegin(next)
    if ((next.from === 'template' || next.from === 'project') && !next.id) return
    try {
      onBegin(next, await listsFor(next, starters))
    } catch (error) {
      setFailed(asProblem(error))
    }
  }
  const choose = (from: Beginning['from']) => take({ from, kinds: [] })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const lacks = (beginning.from === 'template' || beginning.from === 'project') && !beginning.id
    setMissing(lacks)
    if (!lacks) onSubmit()
  }
  const option = (from: Beginning['from'], label: string, about: string, disabled = false) => (
    <label className={css.option} data-disabled={disabled || undefined}>
      <input
        type="radio"
        name="beginning"
        checked={beginning.from === from}
        disabled={disabled}
        onChange={() => void choose(from)}
      />
      <span>
        <strong>{label}</strong>
        <span className="muted">{about}</span>
      </span>
    </label>
  )
  const pick = (
    label: string,
    options: { value: string; label: string }[],
    next: (id: string) => Beginning,
  ) => (
    <Select
      label={label}
      data={options}
      value={beginning.id ?? null}
      onChange={(id) => id && void take(next(id))}
      error={missing ? m.projects_begin_needed() : undefined}
      searchable
      nothingFoundMessage={m.ui_nothing_found()}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      maw={480}
    />
  )
  const template = templates.items.find(({ id }) => id === beginning.id)
  return (
    <form onSubmit={submit} noValidate>
      {(failed ?? problem) && <ProblemNote problem={(failed ?? problem) as Problem} />}
      <fieldset className={css.options}>
        <legend className="unseen">{m.projects_step_beginning()}</legend>
        {option('standard', m.projects_begin_standard(), m.projects_begin_standard_about())}
        {option(
          'template',
          m.projects_begin_template(),
          templates.items.length > 0 ? m.projects_begin_template_about() : m.projects_begin_template_none(),
          templates.items.length === 0,
        )}
        {option(
          'project',
          m.projects_begin_project(),
          administered.length > 0 ? m.projects_begin_project_about() : m.projects_begin_project_none(),
          administered.length === 0,
        )}
        {option('blank', m.projects_begin_blank(), m.projects_begin_blank_about())}
      </fieldset>
      {beginning.from === 'template' && (
        <div className={css.more}>
          {pick(
            m.projects_begin_which_template(),
            templates.items.map(({ id, name }) => ({ value: id, label: name })),
            (id) => {
              const found = templates.items.find((one) => one.id === id)
              return {
                from: 'template',
                id,
                name: found?.name ?? '',
                kinds: kindsOf(found?.versions[0]?.holds),
              }
            },
          )}
          {template?.about && <p className="muted">{template.about}</p>}
          {template && (
            <KindChoice
              label={m.projects_begin_along()}
              kinds={kindsOf(template.versions[0]?.holds).map((kind) => ({
                kind,
                holds: (template.versions[0]?.holds ?? {}) as Record<string, number>,
              }))}
              chosen={beginning.kinds}
              onChoose={(kinds) => onBegin({ ...beginning, kinds })}
            />
          )}
        </div>
      )}
      {beginning.from === 'project' && (
        <div className={css.more}>
          {pick(
            m.projects_begin_which_project(),
            administered.map(({ id, number, name }) => ({
              value: id,
              label: [number, name].filter(Boolean).join(' '),
            })),
            (id) => ({
              from: 'project',
              id,
              name: administered.find((one) => one.id === id)?.name ?? '',
              kinds: ['columns', 'views', 'tag_rule', 'procedures', 'gates', 'log'],
            }),
          )}
          {beginning.id && (
            <OfProject
              project={beginning.id}
              chosen={beginning.kinds}
              onChoose={(kinds) => onBegin({ ...beginning, kinds })}
            />
          )}
          <p className="muted">{m.projects_begin_project_left()}</p>
        </div>
      )}
      {acts}
    </form>
  )
}

/** kindsOf are the kinds that a template's version holds, but its lists, which every project chooses from. */
function kindsOf(holds: unknown): string[] {
  const all = (holds ?? {}) as Record<string, number>
  return ['columns', 'views', 'tag_rule', 'procedures', 'gates', 'log'].filter((kind) => (all[kind] ?? 0) > 0)
}

function OfProject({
  project,
  chosen,
  onChoose,
}: {
  project: string
  chosen: string[]
  onChoose: (kinds: string[]) => void
}) {
  const { data, error } = useRead('templates.content.read', { path: { project } })
  if (error) return <ProblemNote problem={error} />
  if (!data) return <Lines count={4} />
  return (
    <KindChoice
      label={m.projects_begin_along()}
      kinds={data.items
        .filter(({ kind }) => kind !== 'lists')
        .map(({ kind, holds }) => ({ kind, holds: holds as Record<string, number> }))}
      chosen={chosen}
      onChoose={onChoose}
    />
  )
}
