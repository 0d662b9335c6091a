import { m } from './paraglide/messages'

const names: Record<string, () => string> = {
  administrator: m.app_role_administrator,
  editor: m.app_role_editor,
  editor_export: m.app_role_editor_export,
  own_discipline: m.app_role_own_discipline,
  own_items: m.app_role_own_items,
  tablet: m.app_role_tablet,
  comment_and_approve: m.app_role_comment_and_approve,
  read_and_approve: m.app_role_read_and_approve,
  reader: m.app_role_reader,
  guest: m.app_role_guest,
}

/** own stands before the name of a company's own preset where a membership says by what it was given. */
const own = 'own:'

/** isOwn tells whether a membership was given by a company's own preset. */
export const isOwn = (code: string): boolean => code.startsWith(own)

/** roleName is what a preset of rights is called; one that this client does not know is called by its code. */
export const roleName = (code: string): string =>
  names[code]?.() ?? (isOwn(code) ? code.slice(own.length) : code)
