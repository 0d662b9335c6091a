import { Button } from '@mantine/core'
import { useState } from 'react'
import { useWhyNot } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { Confirm } from '~/ui/Confirm'
import { ErrorState } from '~/ui/ErrorState'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import { say } from '~/ui/toast'
import { kindName } from '../create/beginning'
import { SaveTemplate } from './SaveTemplate'
import { type Template, TemplateName } from './TemplateName'
import css from './template.module.css'

/** Templates are the set-ups that the company keeps; the one of this project is saved here. */
export function Templates({ project }: { project: string }) {
  const why = useWhyNot('project.administer')
  const { data, error, refetch } = useRead('templates.template.list')
  const [saving, setSaving] = useState(false)
  const [naming, setNaming] = useState<Template>()
  const [leaving, setLeaving] = useState<Template>()
  const withdraw = useWrite('templates.template.withdraw', {
    onDone: () => {
      setLeaving(undefined)
      say(m.projects_template_withdrawn())
    },
  })
  return (
    <Panel
      title={m.projects_templates()}
      under={m.projects_templates_about()}
      acts={
        <ActButton why={why} variant="default" onClick={() => setSaving(true)}>
          {m.projects_template_save()}
        </ActButton>
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={3} />
      ) : data.items.length === 0 ? (
        <p className="muted">{m.projects_templates_none()}</p>
      ) : (
        <ul className={css.templates}>
          {data.items.map((template) => (
            <li key={template.id}>
              <div>
                <strong>{template.name}</strong>
                {template.about && <p>{template.about}</p>}
                <Versions template={template} />
              </div>
              {template.mine && (
                <div className={css.acts}>
                  <Button
                    size="compact-md"
                    variant="default"
                    aria-label={m.projects_template_rename_of({ name: template.name })}
                    onClick={() => setNaming(template)}
                  >
                    {m.projects_template_rename()}
                  </Button>
                  <Button
                    size="compact-md"
                    variant="subtle"
                    color="danger"
                    aria-label={m.projects_template_withdraw_of({ name: template.name })}
                    onClick={() => setLeaving(template)}
                  >
                    {m.projects_template_withdraw()}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {saving && (
        <SaveTemplate project={project} templates={data?.items ?? []} onClose={() => setSaving(false)} />
      )}
      {naming && <TemplateName template={naming} onClose={() => setNaming(undefined)} />}
      <Confirm
        opened={leaving !== undefined}
        title={m.projects_template_withdraw_title({ name: leaving?.name ?? '' })}
        act={m.projects_template_withdraw()}
        busy={withdraw.isPending}
        problem={withdraw.error}
        onClose={() => setLeaving(undefined)}
        onConfirm={() => leaving && withdraw.mutate({ path: { template: leaving.id } })}
      >
        <p>{m.projects_template_withdraw_about()}</p>
      </Confirm>
    </Panel>
  )
}

/** Versions say what the newest version holds, and when and why each was saved. */
function Versions({ template }: { template: Template }) {
  const [newest, ...older] = template.versions
  if (!newest) return null
  return (
    <>
      <p className="muted">
        {Object.entries(newest.holds as Record<string, number>)
          .filter(([kind, count]) => count > 0 && shown.has(kind))
          .map(([kind, count]) => `${nameOf(kind)} ${formatNumber(count)}`)
          .join(' · ')}
      </p>
      <ul className={css.versions}>
        {[newest, ...older].slice(0, 5).map(({ id, number, note, created_at }) => (
          <li key={id} className="muted figures">
            {m.projects_template_version({ number: String(number), when: formatMoment(created_at) })}
            {note && ` · ${note}`}
          </li>
        ))}
      </ul>
    </>
  )
}

const shown = new Set([
  'disciplines',
  'methods',
  'phases',
  'columns',
  'views',
  'tag_rule',
  'procedures',
  'gates',
  'log',
])

const nameOf = (kind: string) =>
  ({ disciplines: m.projects_disciplines, methods: m.projects_methods, phases: m.projects_phases })[
    kind as 'phases'
  ]?.() ?? kindName(kind)
