import type { Answer } from '~/api/call'
import type { Cell } from '~/lib/csv'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { wordOf } from '../procedure/Preview'

type Sample = Answer<'verification.sample.read'>

/** reportOf is the report of a sample check line by line: how it was drawn, and what each unit came to. */
export function reportOf(sample: Sample, names: ReadonlyMap<string, string>): Cell[][] {
  return [
    [m.verification_sample_title(), sample.title],
    [m.verification_sample_population(), sample.population],
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
      unit.place,
      unit.tag,
      unit.result ? wordOf(undefined, unit.result) : '',
      unit.note,
      formatMoment(unit.checked_at),
      names.get(unit.person ?? '') ?? '',
    ]),
  ]
}
