import {
  type Icon,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleHalf2,
  IconClockPause,
  IconPlayerPlay,
  IconProgress,
} from '@tabler/icons-react'
import type { Answer, Item } from '~/api/call'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import type { Status } from '~/lib/status'

/** Gate is a phase or milestone with its rule and how far it is. */
export type Gate = Item<'gates.gate.list'>
export type OfSystem = Item<'gates.readiness.list'>
export type Waits = Answer<'gates.readiness.read'>
export type Exception = Item<'gates.exception.list'>
export type Acceptance = Answer<'gates.acceptance.read'>
export type Point = Acceptance['points'][number]
export type Booking = Answer<'gates.booking.read'>
export type After = Item<'gates.after.list'>
export type State = Gate['stand']['state'] | 'under_way'

/** states hold the words for how a gate stands; they borrow the colours of the row status that each resembles. */
export const states: Record<State, { label: () => string; icon: Icon; like: Status }> = {
  nothing: { label: m.gates_nothing, icon: IconCircleDashed, like: 'not_applicable' },
  met: { label: m.gates_met, icon: IconCircleCheck, like: 'passed' },
  ready: { label: m.gates_ready, icon: IconPlayerPlay, like: 'ready' },
  excepted: { label: m.gates_excepted, icon: IconCircleHalf2, like: 'passed_with_remarks' },
  under_way: { label: m.gates_under_way, icon: IconProgress, like: 'in_progress' },
  waiting: { label: m.gates_waiting, icon: IconClockPause, like: 'not_started' },
}

/** standOf is the word for a gate as a whole: a phase is not tested, and so is never ready to be. */
export const standOf = ({ milestone, stand }: Gate): State =>
  milestone || stand.state === 'met' || stand.state === 'nothing' ? stand.state : 'under_way'

/** severities say which log entries stand in the way. */
export const severities = {
  none: m.gates_entries_none,
  critical: m.gates_entries_critical,
  major: m.gates_entries_major,
  any: m.gates_entries_any,
}

/** kinds are what comes after the handover. */
export const kinds = {
  season: m.gates_kind_season,
  inspection: m.gates_kind_inspection,
  warranty: m.gates_kind_warranty,
  training: m.gates_kind_training,
  interval: m.gates_kind_interval,
}
export type Kind = keyof typeof kinds

/** decisions say what is done about what is open when a phase is accepted. */
export const decisions = { accepted: m.gates_accepted, carried: m.gates_carried, remedied: m.gates_remedied }

/** gateName is a milestone by its code and name, a phase by its name. */
export const gateName = (gate: Pick<Gate, 'code' | 'name_da' | 'name_en' | 'milestone'>): string =>
  gate.milestone ? `${gate.code} ${named(gate)}` : named(gate)

/** rowTitle is a row by its number and title. */
export const rowTitle = (row: { no: number; title_da: string; title_en: string }): string =>
  `${row.no} ${named({ name_da: row.title_da, name_en: row.title_en })}`
