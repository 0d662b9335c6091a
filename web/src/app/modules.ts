import { accounts } from '~/modules/accounts/accounts'
import { audit } from '~/modules/audit/audit'
import { design } from '~/modules/design/design'
import { documents } from '~/modules/documents/documents'
import { gates } from '~/modules/gates/gates'
import { handover } from '~/modules/handover/handover'
import { integration } from '~/modules/integration/integration'
import { issues } from '~/modules/issues/issues'
import { overview } from '~/modules/overview/overview'
import { projects } from '~/modules/projects/projects'
import { registers } from '~/modules/registers/registers'
import { verification } from '~/modules/verification/verification'
import type { Manifest } from './module'

/** modules lists every module of the client; what is not here does not exist. */
export const modules: Manifest[] = [
  accounts,
  projects,
  overview,
  registers,
  design,
  documents,
  verification,
  integration,
  issues,
  gates,
  audit,
  handover,
]
