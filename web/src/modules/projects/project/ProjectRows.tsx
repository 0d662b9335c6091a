import { Link } from '@tanstack/react-router'
import { formatDate } from '~/lib/date'
import { formatNumber, formatShare } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { roleName } from '~/lib/roles'
import { type Column, DataTable } from '~/ui/DataTable'
import { Panel } from '~/ui/Page'
import { Progress } from '~/ui/Progress'
import type { Far, Listed } from './progress'
import css from './projects.module.css'

/** ProjectRows shows projects as a table, for those who are on many. */
export function ProjectRows({
  projects,
  kind,
  far,
}: {
  projects: Listed[]
  kind: (code: string) => string
  far: (project: string) => Far | undefined
}) {
  const columns: Column<Listed>[] = [
    {
      key: 'name',
      title: m.projects_name(),
      show: ({ id, name }) => <Link to={`/projects/${id}`}>{name}</Link>,
    },
    { key: 'number', title: m.projects_number(), show: ({ number }) => number },
    { key: 'kind', title: m.projects_kind(), show: (project) => kind(project.kind) },
    { key: 'role', title: m.projects_role(), show: ({ role }) => roleName(role) },
    { key: 'handover', title: m.projects_handover_on(), show: ({ handover_on }) => formatDate(handover_on) },
    {
      key: 'rows',
      title: m.projects_rows(),
      align: 'right',
      show: ({ id }) => formatNumber(far(id)?.rows ?? 0),
    },
    {
      key: 'done',
      title: m.projects_done(),
      width: '160px',
      show: ({ id, name }) => {
        const { rows = 0, done = 0 } = far(id) ?? {}
        return (
          <span className={css.bar}>
            <Progress
              share={done}
              label={`${m.projects_done()}: ${name}`}
              tone={done === 1 ? 'done' : 'accent'}
            />
            <span>{rows > 0 ? formatShare(done) : '–'}</span>
          </span>
        )
      },
    },
  ]
  return (
    <Panel>
      <DataTable
        caption={m.projects_list_title()}
        columns={columns}
        rows={projects}
        rowKey={({ id }) => id}
      />
    </Panel>
  )
}
