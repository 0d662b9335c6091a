import { m } from '~/lib/paraglide/messages'
import type { Area } from '~/lib/rights'
import type { kept } from '../kept'

/** Table is what the history knows of a kind of row: what it is called, and whose rights it takes to put it back. */
export type Table = { one: () => string; many: () => string; area: Area }

/** known are all that the history is about, in the order in which they are offered. */
const known: Record<(typeof kept)[number], Table> = {
  'registers.rows': { one: m.audit_row, many: m.audit_rows, area: 'registers' },
  'verification.tests': { one: m.audit_test, many: m.audit_tests, area: 'tests' },
  'verification.photos': { one: m.audit_photo, many: m.audit_photos, area: 'tests' },
  'issues.entries': { one: m.audit_log_entry, many: m.audit_log_entries, area: 'log' },
  'issues.photos': { one: m.audit_log_photo, many: m.audit_log_photos, area: 'log' },
  'issues.events': { one: m.audit_log_event, many: m.audit_log_events, area: 'log' },
  'issues.settings': { one: m.audit_log_setting, many: m.audit_log_settings, area: 'project' },
  'gates.rules': { one: m.audit_gate_rule, many: m.audit_gate_rules, area: 'project' },
  'gates.prerequisites': { one: m.audit_prerequisite, many: m.audit_prerequisites, area: 'project' },
  'gates.exceptions': { one: m.audit_exception, many: m.audit_exceptions, area: 'project' },
  'gates.acceptances': { one: m.audit_acceptance, many: m.audit_acceptances, area: 'project' },
  'gates.open_points': { one: m.audit_open_point, many: m.audit_open_points, area: 'project' },
  'registers.recurrences': { one: m.audit_recurrence, many: m.audit_recurrences, area: 'registers' },
  'registers.locks': { one: m.audit_lock, many: m.audit_locks, area: 'project' },
  'gates.bookings': { one: m.audit_booking, many: m.audit_bookings, area: 'tests' },
  'gates.booked': { one: m.audit_booked, many: m.audit_booked_many, area: 'tests' },
  'gates.guests': { one: m.audit_guest, many: m.audit_guests, area: 'tests' },
  'verification.procedures': { one: m.audit_procedure, many: m.audit_procedures, area: 'tests' },
  'verification.editions': { one: m.audit_edition, many: m.audit_editions, area: 'tests' },
  'verification.steps': { one: m.audit_step, many: m.audit_steps, area: 'tests' },
  'verification.attachments': { one: m.audit_attachment, many: m.audit_attachments, area: 'tests' },
  'verification.assignments': { one: m.audit_assignment, many: m.audit_assignments, area: 'tests' },
  'verification.answers': { one: m.audit_answer, many: m.audit_answers, area: 'tests' },
  'verification.enclosures': { one: m.audit_enclosure, many: m.audit_enclosures, area: 'tests' },
  'verification.signatures': { one: m.audit_signature, many: m.audit_signatures, area: 'tests' },
  'verification.samples': { one: m.audit_sample, many: m.audit_samples, area: 'tests' },
  'verification.sample_units': { one: m.audit_sample_unit, many: m.audit_sample_units, area: 'tests' },
  'integration.matrices': { one: m.audit_matrix, many: m.audit_matrices, area: 'tests' },
  'integration.causes': { one: m.audit_cause, many: m.audit_causes, area: 'tests' },
  'integration.effects': { one: m.audit_effect, many: m.audit_effects, area: 'tests' },
  'integration.links': { one: m.audit_link, many: m.audit_links, area: 'tests' },
  'integration.rounds': { one: m.audit_round, many: m.audit_rounds, area: 'tests' },
  'integration.cells': { one: m.audit_cell, many: m.audit_cells, area: 'tests' },
  'registers.systems': { one: m.audit_system, many: m.audit_systems, area: 'registers' },
  'registers.components': { one: m.audit_component, many: m.audit_components, area: 'registers' },
  'registers.system_components': {
    one: m.audit_belonging,
    many: m.audit_belongings,
    area: 'registers',
  },
  'registers.instruments': { one: m.audit_instrument, many: m.audit_instruments, area: 'registers' },
  'registers.own_classes': { one: m.audit_own_class, many: m.audit_own_classes, area: 'registers' },
  'registers.service_tasks': { one: m.audit_service_task, many: m.audit_service_tasks, area: 'registers' },
  'registers.spare_parts': { one: m.audit_spare_part, many: m.audit_spare_parts, area: 'registers' },
  'registers.requirements': { one: m.audit_requirement, many: m.audit_requirements, area: 'requirements' },
  'registers.editions': {
    one: m.audit_requirement_edition,
    many: m.audit_requirement_editions,
    area: 'requirements',
  },
  'design.answers': { one: m.audit_basis_answer, many: m.audit_basis_answers, area: 'requirements' },
  'design.events': { one: m.audit_basis_event, many: m.audit_basis_events, area: 'requirements' },
  'documents.documents': { one: m.audit_document, many: m.audit_documents, area: 'documents' },
  'documents.versions': { one: m.audit_document_version, many: m.audit_document_versions, area: 'documents' },
  'documents.reviews': { one: m.audit_review, many: m.audit_reviews, area: 'documents' },
  'documents.review_items': { one: m.audit_review_item, many: m.audit_review_items, area: 'documents' },
  'documents.reviewers': { one: m.audit_reviewer, many: m.audit_reviewers, area: 'documents' },
  'documents.comments': { one: m.audit_review_comment, many: m.audit_review_comments, area: 'documents' },
  'registers.locations': { one: m.audit_location, many: m.audit_locations, area: 'registers' },
  'registers.types': { one: m.audit_type, many: m.audit_types, area: 'registers' },
  'registers.disciplines': { one: m.audit_discipline, many: m.audit_disciplines, area: 'registers' },
  'registers.methods': { one: m.audit_method, many: m.audit_methods, area: 'registers' },
  'registers.phases': { one: m.audit_phase, many: m.audit_phases, area: 'registers' },
  'registers.columns': { one: m.audit_column, many: m.audit_columns, area: 'project' },
  'registers.tag_rules': { one: m.audit_tag_rule, many: m.audit_tag_rules, area: 'registers' },
  'registers.views': { one: m.audit_view, many: m.audit_views, area: 'project' },
  'projects.projects': { one: m.audit_project, many: m.audit_projects, area: 'project' },
  'projects.members': { one: m.audit_member, many: m.audit_members, area: 'project' },
  'projects.companies': { one: m.audit_company, many: m.audit_companies, area: 'registers' },
  'accounts.contacts': { one: m.audit_contact, many: m.audit_contacts, area: 'registers' },
  'platform.files': { one: m.audit_file, many: m.audit_files, area: 'documents' },
}

/** tables are the same for whoever has only the name of one. */
export const tables: Readonly<Record<string, Table>> = known

/** tableName is what a kind of row is called, one of it or many; one that is not known is called by its name. */
export const tableName = (table: string, count = 1): string => {
  const named = tables[table]
  return named ? (count === 1 ? named.one() : named.many()) : table
}

/** tableTitle is what one row of a kind is called where it heads something: without its article, and capital. */
export function tableTitle(table: string): string {
  const word = tableName(table).replace(/^(en|et|a|an) /, '')
  return word.charAt(0).toUpperCase() + word.slice(1)
}
