import { Link } from '@tanstack/react-router'
import { useWhyNot } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { Panel } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { say } from '~/ui/toast'
import type { Project } from '../facts'
import css from './projects.module.css'

/** SecondFactor closes the project to members without a second factor, or opens it to them again. */
export function SecondFactor({ project }: { project: Project }) {
  const why = useWhyNot('project.administer')
  const demanded = project.second_factor
  const demand = useWrite('projects.project.demand', {
    touches: ['projects.member'],
    onDone: (now) => say(now.second_factor ? m.projects_second_on() : m.projects_second_off()),
  })
  return (
    <Panel title={m.projects_second()} under={m.projects_second_about()}>
      {demand.error && (
        <>
          <ProblemNote problem={demand.error} />
          {demand.error.kind === 'conflict' && (
            <p>
              <Link to="/me/security">{m.projects_second_get()}</Link>
            </p>
          )}
        </>
      )}
      <p className={css.state}>{demanded ? m.projects_second_is_on() : m.projects_second_is_off()}</p>
      <ActButton
        why={why}
        variant="default"
        loading={demand.isPending}
        onClick={() => demand.mutate({ path: { project: project.id }, body: { demanded: !demanded } })}
      >
        {demanded ? m.projects_second_stop() : m.projects_second_demand()}
      </ActButton>
    </Panel>
  )
}
