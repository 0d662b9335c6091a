import { formatDate } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { wordOf } from '../procedure/Preview'
import type { Run, Said } from './judge'

type Step = Run['steps'][number]

/** saidText is an answer in one line, as people say it. */
export function saidText(step: Step, { said, value, facts }: Pick<Said, 'said' | 'value' | 'facts'>): string {
  if (said === 'not_applicable') return wordOf(step, said)
  if (value !== null) return `${formatNumber(value, step.decimals)} ${step.unit}`.trim()
  if (step.kind === 'instrument') return [facts.name, facts.serial].filter(Boolean).join(' ')
  if (step.kind === 'table') {
    const lines = new Map<string, string[]>()
    for (const name of Object.keys(facts).sort((a, b) => a.localeCompare(b, undefined, { numeric: true }))) {
      const line = name.split('.')[0] ?? ''
      lines.set(line, [...(lines.get(line) ?? []), formatNumber(Number(facts[name]))])
    }
    return [...lines.values()].map((cells) => cells.join(' / ')).join('; ')
  }
  if (step.kind === 'date') return formatDate(said)
  return wordOf(step, said)
}
