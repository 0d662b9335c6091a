import { m } from '~/lib/paraglide/messages'

const names: Record<string, () => string> = {
  title: m.issues_title_field,
  description: m.issues_description,
  cause: m.issues_cause,
  severity: m.issues_severity,
  discipline: m.issues_discipline,
  system: m.issues_system,
  component: m.issues_component,
  location: m.issues_location,
  due_on: m.issues_due,
  cost_effect: m.issues_cost_effect,
}

/** fieldNames is what a field of an entry is called within a sentence. */
export const fieldNames = (field: string): string => names[field]?.().toLowerCase() ?? field

/** fieldTitle is what a field of an entry is called where it stands for itself. */
export const fieldTitle = (field: string): string => names[field]?.() ?? field
