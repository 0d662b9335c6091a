import { m } from '~/lib/paraglide/messages'
import type { Field, Word } from '../field'

/** system are the fields of a system. */
export const system: readonly Field[] = [
  {
    key: 'tag',
    label: m.registers_field_tag,
    type: 'text',
    width: 130,
    required: true,
    frozen: true,
    shown: true,
  },
  {
    key: 'name',
    label: m.registers_field_name,
    type: 'text',
    both: true,
    width: 260,
    frozen: true,
    shown: true,
  },
  {
    key: 'discipline',
    label: m.registers_field_discipline,
    type: 'reference',
    to: 'discipline',
    width: 150,
    shown: true,
  },
  {
    key: 'classification',
    label: m.registers_field_classification,
    type: 'text',
    to: 'class',
    width: 140,
    shown: true,
  },
  { key: 'type', label: m.registers_field_system_type, type: 'text', width: 140, shown: true },
  {
    key: 'location',
    label: m.registers_field_location,
    type: 'reference',
    to: 'location',
    width: 150,
    shown: true,
  },
  {
    key: 'company',
    label: m.registers_field_company,
    type: 'reference',
    to: 'company',
    width: 190,
    shown: true,
  },
  { key: 'parent', label: m.registers_field_parent_system, type: 'reference', to: 'system', width: 140 },
  { key: 'description', label: m.registers_field_description, type: 'long', width: 260, shown: true },
]

/** component are the fields of a component. */
export const component: readonly Field[] = [
  {
    key: 'tag',
    label: m.registers_field_tag,
    type: 'text',
    width: 180,
    required: true,
    frozen: true,
    shown: true,
  },
  { key: 'name', label: m.registers_field_name, type: 'text', width: 220, shown: true },
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
  {
    key: 'location',
    label: m.registers_field_location,
    type: 'reference',
    to: 'location',
    width: 150,
    shown: true,
  },
  { key: 'serial', label: m.registers_field_serial, type: 'text', width: 140, shown: true },
  { key: 'installed_on', label: m.registers_field_installed_on, type: 'date', width: 116, shown: true },
  { key: 'warranty_from', label: m.registers_field_warranty_from, type: 'date', width: 116, shown: true },
  { key: 'barcode', label: m.registers_field_barcode, type: 'text', width: 130 },
  { key: 'asset', label: m.registers_field_asset, type: 'text', width: 130 },
  { key: 'description', label: m.registers_field_description, type: 'long', width: 260, shown: true },
]

/** type are the fields of a product type. */
export const type: readonly Field[] = [
  {
    key: 'name',
    label: m.registers_field_name,
    type: 'text',
    width: 260,
    required: true,
    frozen: true,
    shown: true,
  },
  { key: 'category', label: m.registers_field_category, type: 'text', width: 200, shown: true },
  { key: 'manufacturer', label: m.registers_field_manufacturer, type: 'text', width: 180, shown: true },
  { key: 'model', label: m.registers_field_model, type: 'text', width: 160, shown: true },
  { key: 'asset_type', label: m.registers_field_asset_type, type: 'text', width: 120 },
  {
    key: 'warranty_months',
    label: m.registers_field_warranty_months,
    type: 'number',
    width: 160,
    shown: true,
  },
  { key: 'warranty_by', label: m.registers_field_warranty_by, type: 'text', width: 180 },
  {
    key: 'expected_life_years',
    label: m.registers_field_expected_life_years,
    type: 'number',
    width: 150,
    shown: true,
  },
  { key: 'description', label: m.registers_field_description, type: 'long', width: 260, shown: true },
]

const kinds: readonly Word[] = [
  { value: 'site', label: m.registers_kind_site },
  { value: 'building', label: m.registers_kind_building },
  { value: 'floor', label: m.registers_kind_floor },
  { value: 'space', label: m.registers_kind_space },
  { value: 'zone', label: m.registers_kind_zone },
]

/** location are the fields of a location. */
export const location: readonly Field[] = [
  {
    key: 'code',
    label: m.registers_field_code,
    type: 'text',
    width: 160,
    required: true,
    frozen: true,
    shown: true,
  },
  { key: 'name', label: m.registers_field_name, type: 'text', width: 240, shown: true },
  {
    key: 'kind',
    label: m.registers_field_kind,
    type: 'choice',
    choices: kinds,
    width: 120,
    required: true,
    shown: true,
  },
  {
    key: 'parent',
    label: m.registers_field_parent_location,
    type: 'reference',
    to: 'location',
    width: 160,
    shown: true,
  },
  { key: 'category', label: m.registers_field_category, type: 'text', width: 160 },
  { key: 'area_m2', label: m.registers_field_area_m2, type: 'number', unit: 'm²', width: 110, shown: true },
  { key: 'height_m', label: m.registers_field_height_m, type: 'number', unit: 'm', width: 110 },
  { key: 'elevation_m', label: m.registers_field_elevation_m, type: 'number', unit: 'm', width: 110 },
  { key: 'description', label: m.registers_field_description, type: 'long', width: 260, shown: true },
]

/** instrument are the fields of a measuring instrument. */
export const instrument: readonly Field[] = [
  {
    key: 'serial',
    label: m.registers_field_serial,
    type: 'text',
    width: 140,
    required: true,
    frozen: true,
    shown: true,
  },
  { key: 'name', label: m.registers_field_name, type: 'text', width: 220, required: true, shown: true },
  { key: 'calibrated_on', label: m.registers_field_calibrated_on, type: 'date', width: 116, shown: true },
  {
    key: 'calibration_due',
    label: m.registers_field_calibration_due,
    type: 'date',
    width: 210,
    shown: true,
    past: m.registers_calibration_past,
  },
  { key: 'kind', label: m.registers_field_kind, type: 'text', width: 160, shown: true },
  { key: 'manufacturer', label: m.registers_field_manufacturer, type: 'text', width: 160, shown: true },
  { key: 'model', label: m.registers_field_model, type: 'text', width: 140, shown: true },
  { key: 'certificate', label: m.registers_field_certificate, type: 'text', width: 190, shown: true },
  {
    key: 'company',
    label: m.registers_field_company,
    type: 'reference',
    to: 'company',
    width: 190,
    shown: true,
  },
  { key: 'note', label: m.registers_field_note, type: 'long', width: 240, shown: true },
]
