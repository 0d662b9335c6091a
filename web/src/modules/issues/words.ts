import {
  type Icon,
  IconAlertOctagon,
  IconArrowBackUp,
  IconCircle,
  IconLock,
  IconSquareCheck,
  IconTool,
  IconUserShare,
} from '@tabler/icons-react'
import type { Answer, Item } from '~/api/call'
import { m } from '~/lib/paraglide/messages'
import type { Status as RowStatus } from '~/lib/status'

/** Entry is a line of the log; Opened is one with its photos and what the reader may do with it. */
export type Entry = Item<'issues.entry.list'>
export type Opened = Answer<'issues.entry.read'>
export type Event = Item<'issues.event.list'>

export type Kind = Entry['kind']
export type Severity = Entry['severity']
export type Status = Entry['status']

/** kinds, severities and statuses hold the words for each, in the order in which they are offered. */
export const kinds: Record<Kind, { one: () => string; many: () => string; about: () => string }> = {
  observation: { one: m.issues_observation, many: m.issues_observations, about: m.issues_observation_about },
  issue: { one: m.issues_issue, many: m.issues_issues, about: m.issues_issue_about },
  defect: { one: m.issues_defect, many: m.issues_defects, about: m.issues_defect_about },
}
export const severities: Record<Severity, { letter: string; label: () => string }> = {
  critical: { letter: 'A', label: m.issues_critical },
  major: { letter: 'B', label: m.issues_major },
  minor: { letter: 'C', label: m.issues_minor },
}

/** Look is what a status looks like: it borrows the colours of the row status that it resembles. */
export type Look = { label: () => string; icon: Icon; like: RowStatus }
export const statuses: Record<Status, Look> = {
  new: { label: m.issues_new, icon: IconCircle, like: 'not_started' },
  assigned: { label: m.issues_assigned, icon: IconUserShare, like: 'ready' },
  rejected: { label: m.issues_rejected, icon: IconArrowBackUp, like: 'failed' },
  remedied: { label: m.issues_remedied, icon: IconTool, like: 'in_progress' },
  verified: { label: m.issues_verified, icon: IconSquareCheck, like: 'passed' },
  closed: { label: m.issues_closed, icon: IconLock, like: 'approved' },
}

/** overdueMark stands beside a due date that has passed. */
export const overdueMark = IconAlertOctagon

/** isOverdue tells whether the side that is responsible is late. */
export const isOverdue = ({ status, due_on }: Pick<Entry, 'status' | 'due_on'>, today: string): boolean =>
  due_on !== null && due_on < today && (status === 'new' || status === 'assigned' || status === 'rejected')
