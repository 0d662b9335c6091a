import type { Answer } from '~/api/call'
import { formatMoment } from '~/lib/date'
import { language } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { wordOf } from '../procedure/Preview'

type Sample = Answer<'verification.sample.read'>

/** cell writes a text so that a spreadsheet takes it as one, and never as a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[";,\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** reportOf is the report of a sample check as a spreadsheet opens it: how it was drawn, and what each unit came to. */
export function reportOf(sample: Sample, names: ReadonlyMap<string, string>): string {
  const mark = language() === 'da' ? ';' : ','
  const lines: string[][] = [
    [m.verification_sample_title(), sample.title],
    [m.verification_sample_population(), String(sample.population)],
    [m.verification_sample_drawn(), `${sample.drawn} (${sample.share} %)`],
    [m.verification_sample_seed(), sample.seed],
    [],
    [
      m.verification_line(),
      m.verification_sample_tag(),
      m.verification_result(),
      m.verification_note(),
      m.verification_sample_done(),
      m.verification_sample_by(),
    ],
    ...(sample.units ?? []).map((unit) => [
      String(unit.place),
      unit.tag,
      unit.result ? wordOf(undefined, unit.result) : '',
      unit.note,
      formatMoment(unit.checked_at),
      names.get(unit.person ?? '') ?? '',
    ]),
  ]
  return lines.map((line) => line.map(cell).join(mark)).join('\r\n')
}
