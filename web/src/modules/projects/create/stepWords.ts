import { m } from '~/lib/paraglide/messages'
import type { ListName, Step } from './draft'

/** stepWords are what each step is called, and what it is for. */
export const stepWords: Record<Step, { title: () => string; about: () => string }> = {
  beginning: { title: m.projects_step_beginning, about: m.projects_step_beginning_about },
  basics: { title: m.projects_step_basics, about: m.projects_step_basics_about },
  economy: { title: m.projects_step_economy, about: m.projects_step_economy_about },
  phases: { title: m.projects_step_phases, about: m.projects_step_phases_about },
  disciplines: { title: m.projects_step_disciplines, about: m.projects_step_disciplines_about },
  methods: { title: m.projects_step_methods, about: m.projects_step_methods_about },
  review: { title: m.projects_step_review, about: m.projects_step_review_about },
}

/** listWords are what each list is called, and what adding to it is called. */
export const listWords: Record<ListName, { title: () => string; add: () => string }> = {
  phases: { title: m.projects_phases, add: m.projects_line_add_phase },
  milestones: { title: m.projects_milestones, add: m.projects_line_add_milestone },
  disciplines: { title: m.projects_disciplines, add: m.projects_line_add_discipline },
  methods: { title: m.projects_methods, add: m.projects_line_add_method },
}
