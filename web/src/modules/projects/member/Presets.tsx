import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { Confirm } from '~/ui/Confirm'
import { ErrorState } from '~/ui/ErrorState'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import { say } from '~/ui/toast'
import { rightsInWords } from '../program/rightsInWords'
import { EditPreset } from './EditPreset'
import css from './presets.module.css'
import type { Role } from './types'
import { useHouse } from './useHouse'

/** Presets are the presets of rights that the reader's company keeps; they are renamed, changed and withdrawn here. */
export function Presets() {
  const { data, error, refetch } = useRead('projects.role.list', { path: { project: useProject() } })
  const company = useHouse()
  const why = useWhyNot('members.create')
  const [editing, setEditing] = useState<Role | 'new'>()
  const [leaving, setLeaving] = useState<Role>()
  const withdraw = useWrite('projects.preset.withdraw', {
    touches: ['projects.role'],
    onDone: () => {
      setLeaving(undefined)
      say(m.projects_preset_withdrawn())
    },
  })
  const roles = data?.items ?? []
  const own = roles.filter((role) => role.own)
  return (
    <Panel
      title={company ? m.projects_presets_of({ company }) : m.projects_presets_own()}
      under={m.projects_presets_about()}
      acts={
        <ActButton why={why} variant="default" onClick={() => setEditing('new')}>
          {m.projects_preset_new()}
        </ActButton>
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={2} />
      ) : own.length === 0 ? (
        <p className="muted">{m.projects_presets_none()}</p>
      ) : (
        <ul className={css.presets}>
          {own.map((preset) => (
            <li key={preset.code}>
              <div>
                <strong>{preset.name_en}</strong>
                {preset.about_en && <p>{preset.about_en}</p>}
                <p className="muted">{rightsInWords(preset.rights)}</p>
              </div>
              <Acts preset={preset} onChange={setEditing} onWithdraw={setLeaving} />
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <EditPreset
          preset={editing === 'new' ? undefined : editing}
          rights={
            editing === 'new' ? (roles.find(({ code }) => code === 'reader')?.rights ?? []) : editing.rights
          }
          onClose={() => setEditing(undefined)}
        />
      )}
      <Confirm
        opened={leaving !== undefined}
        title={m.projects_preset_withdraw_title({ name: leaving?.name_en ?? '' })}
        act={m.projects_template_withdraw()}
        busy={withdraw.isPending}
        problem={withdraw.error}
        onClose={() => setLeaving(undefined)}
        onConfirm={() => leaving && withdraw.mutate({ path: { preset: leaving.code } })}
      >
        <p>{m.projects_preset_withdraw_about()}</p>
      </Confirm>
    </Panel>
  )
}

function Acts({
  preset,
  onChange,
  onWithdraw,
}: {
  preset: Role
  onChange: (preset: Role) => void
  onWithdraw: (preset: Role) => void
}) {
  const why = preset.mine ? undefined : m.projects_preset_not_mine()
  return (
    <div className={css.acts}>
      <ActButton
        why={why}
        size="compact-md"
        variant="default"
        aria-label={m.projects_preset_change_of({ name: preset.name_en })}
        onClick={() => onChange(preset)}
      >
        {m.projects_preset_change()}
      </ActButton>
      <ActButton
        why={why}
        size="compact-md"
        variant="subtle"
        color="danger"
        aria-label={m.projects_template_withdraw_of({ name: preset.name_en })}
        onClick={() => onWithdraw(preset)}
      >
        {m.projects_template_withdraw()}
      </ActButton>
    </div>
  )
}
