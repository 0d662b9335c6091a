import { ThemeMenu } from '~/ui/ThemeMenu'
import { MeMenu } from './MeMenu'
import { TasksMenu } from './TasksMenu'

/** TopMenus are the menus at the end of the top bar; they come after the first picture of a page. */
export default function TopMenus({ project }: { project: string | undefined }) {
  return (
    <>
      {project && <TasksMenu project={project} />}
      <ThemeMenu />
      <MeMenu />
    </>
  )
}
