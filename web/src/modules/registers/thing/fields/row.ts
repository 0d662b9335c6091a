import { m } from '~/lib/paraglide/messages'
import type { Field } from '../field'
import { limit } from './measures'

/** row are the fields of a register row. */
export const row: readonly Field[] = [
  { key: 'no', label: m.registers_field_no, type: 'number', width: 68, frozen: true, shown: true, fixed: true },
  { key: 'title', label: m.registers_field_title, type: 'text', both: true, required: true, width: 280, frozen: true, shown: true },
  { key: 'status', label: m.registers_field_status, type: 'status', width: 178, shown: true },
  { key: 'system', label: m.registers_field_system, type: 'reference', to: 'system', width: 120, shown: true },
  { key: 'discipline', label: m.registers_field_discipline, type: 'reference', to: 'discipline', width: 140, shown: true },
  { key: 'phase', label: m.registers_field_phase, type: 'reference', to: 'phase', width: 120, shown: true },
  { key: 'milestone', label: m.registers_field_milestone, type: 'reference', to: 'milestone', width: 120, shown: true },
  { key: 'method', label: m.registers_field_method, type: 'reference', to: 'method', width: 160, shown: true },
  { key: 'requirement', label: m.registers_field_requirement, type: 'reference', to: 'requirement', width: 90, shown: true },
  { key: 'criterion', label: m.registers_field_criterion, type: 'long', both: true, width: 240, shown: true },
  ...limit,
  { key: 'measured', label: m.registers_field_measured, type: 'number', width: 100, shown: true },
  { key: 'measured_text', label: m.registers_field_measured_text, type: 'text', width: 160 },
  { key: 'company', label: m.registers_field_company, type: 'reference', to: 'company', width: 190, shown: true },
  { key: 'person', label: m.registers_field_person, type: 'reference', to: 'person', width: 150, shown: true },
  { key: 'planned_on', label: m.registers_field_planned_on, type: 'date', width: 116, shown: true },
  { key: 'done_on', label: m.registers_field_done_on, type: 'date', width: 116, shown: true },
  { key: 'br18', label: m.registers_field_br18, type: 'boolean', width: 76, shown: true },
  { key: 'weight', label: m.registers_field_weight, type: 'number', width: 80 },
  { key: 'note', label: m.registers_field_note, type: 'long', width: 240, shown: true },
]
