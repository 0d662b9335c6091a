import { m } from '~/lib/paraglide/messages'
import type { Field } from '../field'

/** of are what a task of service or a spare part belongs to. */
const of: readonly Field[] = [
  {
    key: 'system',
    label: m.registers_field_system,
    type: 'reference',
    to: 'system',
    width: 150,
    shown: true,
  },
  {
    key: 'type',
    label: m.registers_field_product_type,
    type: 'reference',
    to: 'type',
    width: 200,
    shown: true,
  },
]

/** serviceTask are the fields of a task of service. */
export const serviceTask: readonly Field[] = [
  {
    key: 'code',
    label: m.registers_field_code,
    type: 'text',
    width: 110,
    required: true,
    frozen: true,
    shown: true,
  },
  { key: 'name', label: m.registers_field_name, type: 'text', width: 220, required: true, shown: true },
  ...of,
  { key: 'every_months', label: m.registers_field_every_months, type: 'number', width: 130, shown: true },
  { key: 'next_on', label: m.registers_field_next_on, type: 'date', width: 130, shown: true },
  { key: 'hours', label: m.registers_field_hours, type: 'number', width: 90, shown: true },
  {
    key: 'company',
    label: m.registers_field_company,
    type: 'reference',
    to: 'company',
    width: 190,
    shown: true,
  },
  { key: 'instruction', label: m.registers_field_instruction, type: 'long', width: 320, shown: true },
]

/** sparePart are the fields of a spare part. */
export const sparePart: readonly Field[] = [
  {
    key: 'part_number',
    label: m.registers_field_part_number,
    type: 'text',
    width: 150,
    required: true,
    frozen: true,
    shown: true,
  },
  { key: 'name', label: m.registers_field_name, type: 'text', width: 220, required: true, shown: true },
  ...of,
  { key: 'quantity', label: m.registers_field_quantity, type: 'number', width: 90, shown: true },
  { key: 'supplier', label: m.registers_field_supplier, type: 'text', width: 190, shown: true },
  { key: 'kept_at', label: m.registers_field_kept_at, type: 'text', width: 190, shown: true },
  { key: 'note', label: m.registers_field_note, type: 'long', width: 240, shown: true },
]
