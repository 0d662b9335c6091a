import {
  type Icon,
  IconAlertTriangle,
  IconCheck,
  IconMessage,
  IconMessageQuestion,
} from '@tabler/icons-react'
import type { Answer, Item } from '~/api/call'
import { m } from '~/lib/paraglide/messages'
import type { Status as RowStatus } from '~/lib/status'

export type Listed = Item<'documents.document.list'>
export type Opened = Answer<'documents.document.read'>
export type Review = Answer<'documents.review.read'>
export type Comment = Item<'documents.comment.list'>
export type Kind = Listed['kind']
export type Verdict = Comment['verdict']

/** kinds are what a document can be. */
export const kinds: Record<Kind, () => string> = {
  drawing: m.documents_drawing,
  diagram: m.documents_diagram,
  description: m.documents_description,
  calculation: m.documents_calculation,
  schedule: m.documents_schedule,
  data_sheet: m.documents_data_sheet,
  model: m.documents_model,
  other: m.documents_other,
}

/** verdicts are what a reviewer says of what they see. */
export const verdicts: Record<Verdict, { label: () => string; icon: Icon; like: RowStatus }> = {
  must_change: { label: m.documents_must_change, icon: IconAlertTriangle, like: 'failed' },
  question: { label: m.documents_question, icon: IconMessageQuestion, like: 'in_progress' },
  remark: { label: m.documents_remark, icon: IconMessage, like: 'ready' },
  accepted: { label: m.documents_accepted, icon: IconCheck, like: 'passed' },
}

/** optionsOf are words as a field of choices offers them. */
export const optionsOf = <T extends string>(all: Record<T, unknown>, label: (one: T) => string) =>
  (Object.keys(all) as T[]).map((value) => ({ value, label: label(value) }))
