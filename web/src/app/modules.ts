import { accounts } from '~/modules/accounts/accounts'
import { projects } from '~/modules/projects/projects'
import type { Manifest } from './module'

/** modules lists every module of the client; what is not here does not exist. */
export const modules: Manifest[] = [accounts, projects]
