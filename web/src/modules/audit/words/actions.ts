import { m } from '~/lib/paraglide/messages'
import { tables } from './tables'

const things: Record<string, string> = {
  row: 'registers.rows',
  system: 'registers.systems',
  component: 'registers.components',
  instrument: 'registers.instruments',
  requirement: 'registers.requirements',
  location: 'registers.locations',
  type: 'registers.types',
  discipline: 'registers.disciplines',
  method: 'registers.methods',
  phase: 'registers.phases',
  view: 'registers.views',
}

/** verbs are what is done with the rows of any register. */
const verbs = {
  create: (table: string) => m.audit_did_create({ thing: tables[table]?.one() ?? table }),
  change: (table: string) => m.audit_did_change({ thing: tables[table]?.one() ?? table }),
  delete: (table: string) => m.audit_did_delete({ thing: tables[table]?.one() ?? table }),
  change_many: (table: string) => m.audit_did_change_many({ things: tables[table]?.many() ?? table }),
  change_all: (table: string) => m.audit_did_change_many({ things: tables[table]?.many() ?? table }),
}

const ofRegisters: [string, () => string][] = Object.entries(things).flatMap(([thing, table]) =>
  Object.entries(verbs).map(([verb, say]): [string, () => string] => [
    `registers.${thing}.${verb}`,
    () => say(table),
  ]),
)

const others: Record<string, () => string> = {
  'accounts.invitation.accept': m.audit_did_accept,
  'accounts.me.change': m.audit_did_change_me,
  'accounts.me.change_password': m.audit_did_change_password,
  'accounts.password.forgot': m.audit_did_forget_password,
  'accounts.password.reset': m.audit_did_reset_password,
  'accounts.session.open': m.audit_did_sign_in,
  'accounts.session.close': m.audit_did_sign_out,
  'accounts.session.end': m.audit_did_end_session,
  'accounts.token.create': m.audit_did_create_token,
  'accounts.token.revoke': m.audit_did_revoke_token,
  'audit.entry.undo': m.audit_did_undo,
  'audit.version.restore': m.audit_did_restore,
  'files.file.upload': m.audit_did_upload,
  'files.task.cancel': m.audit_did_cancel_task,
  'files.task.retry': m.audit_did_retry_task,
  'handover.package.order': m.audit_did_order_package,
  'handover.package.cancel': m.audit_did_cancel_package,
  'handover.package.receive': m.audit_did_receive_package,
  // Work in the background, and what follows from an event, go by their own names.
  'accounts.invitation_accepted': m.audit_did_accept,
  'handover.package': m.audit_did_make_package,
  'handover.receive': m.audit_did_receive_package,
  'registers.import': m.audit_did_apply_import,
  'issues.entry.raise': m.audit_did_raise,
  'issues.entry.change': m.audit_did_change_log,
  'issues.entry.assign': m.audit_did_assign,
  'issues.entry.remedy': m.audit_did_remedy,
  'issues.entry.verify': m.audit_did_verify,
  'issues.entry.reject': m.audit_did_reject,
  'issues.entry.close': m.audit_did_close,
  'issues.entry.reopen': m.audit_did_reopen,
  'issues.entry.escalate': m.audit_did_escalate,
  'issues.entry.change_many': m.audit_did_change_log_many,
  'issues.event.comment': m.audit_did_comment,
  'issues.photo.add': m.audit_did_add_log_photos,
  'issues.setting.change': m.audit_did_change_log_settings,
  'gates.rule.change': m.audit_did_change_gate_rule,
  'gates.exception.grant': m.audit_did_grant_exception,
  'gates.exception.withdraw': m.audit_did_withdraw_exception,
  'gates.acceptance.prepare': m.audit_did_prepare_acceptance,
  'gates.acceptance.write': m.audit_did_write_acceptance,
  'gates.acceptance.discard': m.audit_did_discard_acceptance,
  'gates.acceptance.sign': m.audit_did_sign_acceptance,
  'gates.acceptance.reopen': m.audit_did_reopen_acceptance,
  'gates.booking.make': m.audit_did_make_booking,
  'gates.booking.change': m.audit_did_change_booking,
  'gates.booking.cancel': m.audit_did_cancel_booking,
  'gates.feed.make': m.audit_did_make_feed,
  'gates.feed.end': m.audit_did_end_feed,
  'registers.change': () => verbs.change_all('registers.rows'),
  'projects.project.create': m.audit_did_create_project,
  'projects.project.change': m.audit_did_change_project,
  'projects.company.add': m.audit_did_add_company,
  'projects.member.invite': m.audit_did_invite,
  'projects.member.resend': m.audit_did_resend,
  'projects.member.change': m.audit_did_change_member,
  'projects.member.remove': m.audit_did_remove_member,
  'registers.view.create': m.audit_did_create_view,
  'registers.view.change': m.audit_did_change_view,
  'registers.view.delete': m.audit_did_delete_view,
  'registers.column.create': m.audit_did_create_column,
  'registers.column.change': m.audit_did_change_column,
  'registers.column.delete': m.audit_did_delete_column,
  'registers.import.start': m.audit_did_start_import,
  'registers.import.map': m.audit_did_map_import,
  'registers.import.apply': m.audit_did_apply_import,
  'registers.import.undo': m.audit_did_undo_import,
  'registers.import.retry': m.audit_did_retry_import,
  'registers.import.cancel': m.audit_did_cancel_import,
  'registers.tag.set_rule': m.audit_did_set_tag_rule,
  'registers.tag.renumber': m.audit_did_renumber,
  'registers.tree.move': m.audit_did_move_in_tree,
  'verification.test.record': m.audit_did_test,
  'verification.procedure.create': m.audit_did_procedure_create,
  'verification.procedure.change': m.audit_did_procedure_change,
  'verification.procedure.delete': m.audit_did_procedure_delete,
  'verification.procedure.attach': m.audit_did_procedure_attach,
  'verification.shelf.adopt': m.audit_did_shelf_adopt,
  'verification.edition.draft': m.audit_did_edition_draft,
  'verification.edition.write': m.audit_did_edition_write,
  'verification.edition.issue': m.audit_did_edition_issue,
  'verification.edition.discard': m.audit_did_edition_discard,
  'verification.run.begin': m.audit_did_run_begin,
  'verification.run.discard': m.audit_did_run_discard,
  'verification.run.pause': m.audit_did_run_pause,
  'verification.run.resume': m.audit_did_run_resume,
  'verification.run.hand_over': m.audit_did_run_hand_over,
  'verification.run.sign': m.audit_did_run_sign,
  'verification.run.finish': m.audit_did_run_finish,
  'verification.run.override': m.audit_did_run_override,
  'verification.answer.give': m.audit_did_answer_give,
  'verification.answer.yield': m.audit_did_answer_yield,
  'verification.generation.make': m.audit_did_generation_make,
  'verification.sample.draw': m.audit_did_sample_draw,
  'verification.sample.check': m.audit_did_sample_check,
}

/** actions hold the words for what somebody did, by the name of the action. */
export const actions: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(ofRegisters),
  ...others,
}

/** actionWords say what somebody did, after their name; an action that is not known is called by its name. */
export const actionWords = (action: string): string => actions[action]?.() ?? action

/** offered are the actions that one can look for: those that leave something in a project's history. */
export const offered: readonly string[] = Object.keys(actions).filter(
  (action) => !/^accounts\.(?!invitation\.)|^files\.|change_all$|^\w+\.\w+$/.test(action),
)
