import { useSearch } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import { Back } from '~/ui/Back'
import { askedOf, searchOf } from '../list/asked'

/** ToLog leads to the list that one came from, as the address tells. */
export function ToLog() {
  const project = useProject()
  const asked = askedOf(useSearch({ strict: false }) as Record<string, unknown>)
  return (
    <Back to={`/projects/${project}/log`} search={searchOf(asked)}>
      {m.issues_back()}
    </Back>
  )
}
