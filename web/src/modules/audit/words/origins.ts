import {
  type Icon,
  IconApi,
  IconDeviceDesktop,
  IconDeviceTablet,
  IconFileImport,
  IconRobot,
  IconSchool,
} from '@tabler/icons-react'
import { m } from '~/lib/paraglide/messages'

/** Origin is where something was done from. */
export type Origin = { label: () => string; icon: Icon }

/** origins are all of them. */
export const origins: Record<string, Origin> = {
  web: { label: m.audit_origin_web, icon: IconDeviceDesktop },
  tablet: { label: m.audit_origin_tablet, icon: IconDeviceTablet },
  import: { label: m.audit_origin_import, icon: IconFileImport },
  api: { label: m.audit_origin_api, icon: IconApi },
  job: { label: m.audit_origin_job, icon: IconRobot },
  demo: { label: m.audit_origin_demo, icon: IconSchool },
}

/** originOf is where something was done from; one that is not known is called by its name. */
export const originOf = (origin: string): Origin =>
  origins[origin] ?? { label: () => origin, icon: IconDeviceDesktop }
