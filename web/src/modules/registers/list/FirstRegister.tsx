import { Navigate } from '@tanstack/react-router'
import { useAccess, useProject } from '~/api/access'
import { can } from '~/lib/rights'
import { registers } from '../thing/things'

/** FirstRegister leads to the first register that the reader may see. */
export default function FirstRegister() {
  const project = useProject()
  const access = useAccess()
  const first = registers.find(({ area }) => can(access, `${area}.view`))
  return <Navigate to={`/projects/${project}/registers/${first?.plural ?? 'rows'}`} replace />
}
