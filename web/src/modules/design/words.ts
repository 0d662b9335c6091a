import { type Icon, IconArrowBackUp, IconCircle, IconHourglass, IconSquareCheck } from '@tabler/icons-react'
import type { Answer, Item } from '~/api/call'
import { language } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import type { Status as RowStatus } from '~/lib/status'

/** Listed is an answer of the basis of design with its requirement; Opened is one with what the reader may do with it. */
export type Listed = Item<'design.answer.list'>
export type Opened = Answer<'design.answer.read'>
export type Event = Item<'design.event.list'>
export type Status = Listed['status']
export type Requirement = NonNullable<Listed['of']>

/** statuses hold the words for each, in the order of the work. */
export const statuses: Record<Status, { label: () => string; icon: Icon; like: RowStatus }> = {
  asked: { label: m.design_asked, icon: IconCircle, like: 'not_started' },
  returned: { label: m.design_returned, icon: IconArrowBackUp, like: 'failed' },
  answered: { label: m.design_answered, icon: IconHourglass, like: 'in_progress' },
  approved: { label: m.design_approved, icon: IconSquareCheck, like: 'passed' },
}

/** isOverdue tells whether the side that is asked is late. */
export const isOverdue = ({ status, due_on }: Pick<Listed, 'status' | 'due_on'>, today: string): boolean =>
  due_on !== null && due_on < today && (status === 'asked' || status === 'returned')

/** titleOf is a requirement's title in the reader's language, or else in the other. */
export const titleOf = ({ title_da, title_en }: Pick<Requirement, 'title_da' | 'title_en'>): string =>
  language() === 'da' ? title_da || title_en : title_en || title_da

/** criterionOf is its acceptance criterion likewise. */
export const criterionOf = (of: Pick<Requirement, 'criterion_da' | 'criterion_en'>): string =>
  language() === 'da' ? of.criterion_da || of.criterion_en : of.criterion_en || of.criterion_da
