import { useWhyNot } from '~/api/access'
import { usePages, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { TokenPanel } from '~/ui/TokenPanel'
import { say } from '~/ui/toast'
import { NewProgram } from './NewProgram'
import { rightsInWords } from './rightsInWords'

/** Programs are the tokens with which programs act on the project in its own name. Only administrators see them. */
export function Programs({ project }: { project: string }) {
  const why = useWhyNot('project.administer')
  return why ? null : <List project={project} />
}

function List({ project }: { project: string }) {
  const list = usePages('accounts.program.list', { path: { project } })
  const revoke = useWrite('accounts.program.revoke', {
    touches: ['accounts.person'],
    onDone: () => say(m.ui_token_revoked()),
  })
  return (
    <TokenPanel
      title={m.projects_programs()}
      about={m.projects_programs_about()}
      none={m.projects_programs_none()}
      called={m.projects_program()}
      may={({ rights }) => rightsInWords(rights)}
      list={list}
      revoking={{
        act: ({ id }, done) => revoke.mutate({ path: { project, program: id } }, { onSuccess: done }),
        busy: revoke.isPending,
        problem: revoke.error,
      }}
      revokeAbout={m.projects_program_revoke_about()}
      making={(onClose) => <NewProgram project={project} onClose={onClose} />}
    />
  )
}
