import { Menu } from '@mantine/core'
import { IconFolders, IconPlus, IconSelector } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import css from './shell.module.css'

/** ProjectSwitch names the project one is in, and leads to the others. */
export default function ProjectSwitch({ project }: { project: string | undefined }) {
  const { data } = useRead('projects.project.list')
  const projects = data?.items ?? []
  const here = projects.find(({ id }) => id === project)
  return (
    <Menu width={340} position="bottom-start" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button type="button" className={css.switch} title={m.app_switch_project()}>
          <span>
            {here ? (
              <>
                <small>{here.number}</small> <strong>{here.name}</strong>
              </>
            ) : (
              m.app_choose_project()
            )}
          </span>
          <b className="unseen">, {m.app_switch_project()}</b>
          <IconSelector size={16} stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {projects.slice(0, 12).map(({ id, number, name }) => (
          <Menu.Item
            key={id}
            component={Link}
            to={`/projects/${id}`}
            aria-current={id === project || undefined}
          >
            <small className="muted">{number}</small> {name}
          </Menu.Item>
        ))}
        {projects.length > 0 && <Menu.Divider />}
        <Menu.Item component={Link} to="/projects" leftSection={<IconFolders size={16} aria-hidden />}>
          {m.app_all_projects()}
        </Menu.Item>
        <Menu.Item component={Link} to="/projects/new" leftSection={<IconPlus size={16} aria-hidden />}>
          {m.app_new_project()}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
