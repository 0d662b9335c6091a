import { m } from './paraglide/messages'

/** Status is where a register row stands. */
export type Status =
  | 'not_started'
  | 'ready'
  | 'in_progress'
  | 'passed'
  | 'passed_with_remarks'
  | 'failed'
  | 'blocked'
  | 'not_applicable'
  | 'approved'

/** Look is what stands for a status beside its colour: a letter, and the words of it. */
export type Look = { letter: string; label: () => string }

/** looks holds every status, in the order in which a row meets them. */
export const looks: Record<Status, Look> = {
  not_started: { letter: '·', label: m.status_not_started },
  ready: { letter: 'K', label: m.status_ready },
  in_progress: { letter: 'G', label: m.status_in_progress },
  passed: { letter: 'B', label: m.status_passed },
  passed_with_remarks: { letter: 'b', label: m.status_passed_with_remarks },
  failed: { letter: 'F', label: m.status_failed },
  blocked: { letter: 'S', label: m.status_blocked },
  not_applicable: { letter: '-', label: m.status_not_applicable },
  approved: { letter: 'L', label: m.status_approved },
}

/** statuses lists every status in that order. */
export const statuses = Object.keys(looks) as Status[]

/** isStatus tells whether a word from the server is a status that this client knows. */
export const isStatus = (word: string): word is Status => word in looks

/** statusColour names the token of a status: statusColour('in_progress', 'bg') is var(--status-in-progress-bg). */
export function statusColour(status: Status, part: 'bg' | 'fg' | 'line'): string {
  return `var(--status-${status.replaceAll('_', '-')}-${part})`
}

/**
 * doneShare is the share of the weight that is passed or approved, of all that
 * applies; nothing that applies gives undefined.
 */
export function doneShare(weights: Partial<Record<Status, number>>): number | undefined {
  let done = 0
  let all = 0
  for (const status of statuses) {
    const weight = weights[status] ?? 0
    if (status === 'not_applicable') continue
    all += weight
    if (status === 'passed' || status === 'passed_with_remarks' || status === 'approved') done += weight
  }
  return all > 0 ? done / all : undefined
}
