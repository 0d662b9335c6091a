import { m } from '~/lib/paraglide/messages'
import type { Field, Word } from '../field'

/** comparisons say how a measured value is held against its limit. */
export const comparisons: readonly Word[] = [
  { value: 'text', label: m.registers_comparison_text },
  { value: 'le', label: m.registers_comparison_le },
  { value: 'lt', label: m.registers_comparison_lt },
  { value: 'ge', label: m.registers_comparison_ge },
  { value: 'gt', label: m.registers_comparison_gt },
  { value: 'eq', label: m.registers_comparison_eq },
  { value: 'within', label: m.registers_comparison_within },
]

/** limit are the fields of what a measured value is held against, the same for a requirement and for a row. */
export const limit: readonly Field[] = [
  {
    key: 'comparison',
    label: m.registers_field_comparison,
    type: 'choice',
    choices: comparisons,
    width: 130,
    shown: true,
  },
  { key: 'target', label: m.registers_field_target, type: 'number', width: 110, shown: true },
  { key: 'unit', label: m.registers_field_unit, type: 'text', width: 80, shown: true },
  { key: 'tolerance', label: m.registers_field_tolerance, type: 'number', width: 100 },
  { key: 'target_text', label: m.registers_field_target_text, type: 'text', width: 160 },
]
