import { m } from '~/lib/paraglide/messages'
import type { Field, Word } from '../field'
import { limit } from './measures'

/** list are the fields of a list whose entries have a code and a name in each language. */
export const list: readonly Field[] = [
  {
    key: 'code',
    label: m.registers_field_code,
    type: 'text',
    width: 110,
    required: true,
    frozen: true,
    shown: true,
  },
  { key: 'name', label: m.registers_field_name, type: 'text', both: true, width: 320, shown: true },
  { key: 'position', label: m.registers_field_position, type: 'number', width: 140, shown: true },
]

/** ownClass are the fields of a class of the project's own. */
export const ownClass: readonly Field[] = [
  {
    key: 'code',
    label: m.registers_field_code,
    type: 'text',
    width: 140,
    required: true,
    frozen: true,
    shown: true,
  },
  { key: 'scheme', label: m.registers_field_scheme, type: 'text', width: 160, shown: true },
  { key: 'name', label: m.registers_field_name, type: 'text', both: true, width: 360, shown: true },
]

/** phase are the fields of a phase or milestone. */
export const phase: readonly Field[] = [
  ...list,
  { key: 'milestone', label: m.registers_field_milestone, type: 'boolean', width: 110, shown: true },
  { key: 'starts_on', label: m.registers_field_starts_on, type: 'date', width: 130, shown: true },
  { key: 'ends_on', label: m.registers_field_ends_on, type: 'date', width: 130, shown: true },
]

const states: readonly Word[] = [
  { value: 'proposed', label: m.registers_state_proposed },
  { value: 'returned', label: m.registers_state_returned },
  { value: 'approved', label: m.registers_state_approved },
  { value: 'superseded', label: m.registers_state_superseded },
]

/** requirement are the fields of a requirement. */
export const requirement: readonly Field[] = [
  {
    key: 'code',
    label: m.registers_field_code,
    type: 'text',
    width: 100,
    required: true,
    frozen: true,
    shown: true,
  },
  {
    key: 'title',
    label: m.registers_field_title,
    type: 'text',
    both: true,
    width: 320,
    frozen: true,
    shown: true,
  },
  {
    key: 'state',
    label: m.registers_field_state,
    type: 'choice',
    choices: states,
    width: 120,
    shown: true,
    fixed: true,
  },
  {
    key: 'edition',
    label: m.registers_field_edition,
    type: 'number',
    width: 110,
    shown: true,
    fixed: true,
    told: true,
  },
  {
    key: 'discipline',
    label: m.registers_field_discipline,
    type: 'reference',
    to: 'discipline',
    width: 150,
    shown: true,
  },
  { key: 'criterion', label: m.registers_field_criterion, type: 'long', both: true, width: 300, shown: true },
  ...limit,
  { key: 'reason', label: m.registers_field_reason, type: 'long', width: 240, fixed: true },
  {
    key: 'approved_by',
    label: m.registers_field_approved_by,
    type: 'reference',
    to: 'person',
    width: 160,
    fixed: true,
    told: true,
  },
  {
    key: 'approved_on',
    label: m.registers_field_approved_on,
    type: 'date',
    width: 120,
    fixed: true,
    told: true,
  },
  {
    key: 'locked_in',
    label: m.registers_field_locked_in,
    type: 'reference',
    to: 'phase',
    width: 150,
    fixed: true,
    told: true,
  },
]
