import type { Answer, Body } from '~/api/call'
import { verdictOf } from '../limit'
import type { Kind, Step } from '../procedure/steps'
import { type Fault, type Values, work } from './formula'

/** Run is a test that follows a procedure. */
export type Run = Answer<'verification.run.read'>

/** Given is an answer as it is sent. */
export type Given = Body<'verification.answer.give'>

/** Said is an answer to a step, wherever it is kept. */
export type Said = Pick<Run['answers'][number], 'said' | 'value' | 'facts' | 'note' | 'result' | 'warned'> & {
  photos: readonly { file: string; original?: string | null }[]
  signature: string | null
}

/** nothing is the answer to a step that nobody has answered. */
export const nothing: Said = {
  said: '',
  value: null,
  facts: {},
  note: '',
  result: '',
  warned: false,
  photos: [],
  signature: null,
}

/** scored are the steps that can fail, and so count in the credit. */
export function isScored(step: Step): boolean {
  const held = (limit: Pick<Step, 'comparison' | 'target'>) =>
    limit.comparison !== 'text' && limit.target !== null
  switch (step.kind) {
    case 'yes_no':
    case 'pass_fail':
      return true
    case 'measure':
    case 'formula':
      return held(step)
    case 'choice':
      return (step.options ?? []).some(({ fails }) => fails)
    case 'table':
      return (step.options ?? []).some(held)
    default:
      return false
  }
}

const resultOf = (verdict: 'within' | 'outside' | undefined) => (verdict === 'outside' ? 'failed' : 'passed')

/** judged is what an answer comes to, as the server will find. */
export function judged(
  step: Step,
  answer: Omit<Said, 'result' | 'warned'>,
  day: string,
): { result: string; warned: boolean } {
  const plain = (result: string) => ({ result, warned: false })
  if (answer.said === 'not_applicable') return plain('not_applicable')
  switch (step.kind) {
    case 'prerequisite':
    case 'yes_no':
      if (!answer.said) return plain('')
      return plain(answer.said === (step.expected || 'yes') ? 'passed' : 'failed')
    case 'pass_fail':
      return plain(answer.said)
    case 'choice': {
      const option = step.options?.find(({ code }) => code === answer.said)
      return plain(option ? (option.fails ? 'failed' : 'passed') : '')
    }
    case 'measure':
      return plain(answer.value === null ? '' : resultOf(verdictOf(step, answer.value)))
    case 'photo':
      return plain(answer.photos.length > 0 ? 'passed' : '')
    case 'signature':
      return plain(answer.signature ? 'passed' : '')
    case 'instrument': {
      const { serial, calibrated_on, due_on } = answer.facts
      if (!serial || !calibrated_on || !due_on) return plain('')
      const expired = due_on < day
      if (expired && step.expired !== 'warn') return plain('')
      return { result: 'passed', warned: expired }
    }
    case 'table':
      return plain(tableResult(step, answer.facts))
    default:
      return plain(answer.said ? 'passed' : '')
  }
}

function tableResult(step: Step, facts: Record<string, string>): string {
  const columns = step.options ?? []
  const filled = new Map<string, number>()
  let result = 'passed'
  for (const [name, text] of Object.entries(facts)) {
    const [line = '', code = ''] = name.split('.')
    const column = columns.find((one) => one.code === code)
    filled.set(line, (filled.get(line) ?? 0) + 1)
    if (column && verdictOf(column, Number(text)) === 'outside') result = 'failed'
  }
  const whole = [...filled.values()].filter((n) => n === columns.length).length
  return whole >= Math.max(1, step.lines ?? 0) && whole === filled.size ? result : ''
}

/** valuesOf are the numbers that formulas may refer to among answers. */
export function valuesOf(steps: readonly Step[], answers: ReadonlyMap<string, Said>): Values {
  const kinds = new Map(steps.map((step) => [step.code, step]))
  return (name) => {
    const [code = '', column] = name.split('.')
    const step = kinds.get(code)
    const numeric: Kind[] = column ? ['table'] : ['measure', 'formula']
    if (!step || !numeric.includes(step.kind)) return undefined
    if (column && !step.options?.some((one) => one.code === column)) return undefined
    const answer = answers.get(code)
    if (!answer || answer.result === 'not_applicable') return []
    if (!column) return answer.value === null ? [] : [answer.value]
    return Object.entries(answer.facts)
      .filter(([fact]) => fact.split('.')[1] === column)
      .map(([, text]) => Number(text))
  }
}

/** Standing is where a test stands: which steps are asked, and what formulas come to. */
export type Standing = { asked: Step[]; answers: Map<string, Said>; faults: Map<string, Fault> }

/** standing works out which steps are asked, and adds what the formulas among them come to. */
export function standing(steps: readonly Step[], given: ReadonlyMap<string, Said>): Standing {
  const answers = new Map(given)
  const faults = new Map<string, Fault>()
  const asked: Step[] = []
  let section = true
  const known = new Map<string, Step>()
  const holds = (step: Step) => {
    if (!step.when_step) return true
    const on = known.get(step.when_step)
    return on !== undefined && (step.when_is ?? []).includes(wordFor(on, answers.get(on.code)))
  }
  for (const step of steps) {
    const shown = holds(step)
    if (step.kind === 'section') {
      section = shown
      continue
    }
    if (!section || !shown) continue
    asked.push(step)
    known.set(step.code, step)
    if (step.kind === 'formula') {
      const came = work(step.formula ?? '', valuesOf(steps, answers))
      if (typeof came === 'number') {
        answers.set(step.code, { ...nothing, value: came, result: resultOf(verdictOf(step, came)) })
      } else {
        const from = answers.get(came.name.split('.')[0] ?? '')
        if (came.kind === 'missing' && from?.result === 'not_applicable') {
          answers.set(step.code, { ...nothing, result: 'not_applicable' })
        } else {
          answers.delete(step.code)
          faults.set(step.code, came)
        }
      }
    }
  }
  return { asked, answers, faults }
}

/** wordFor is what conditions are held against: the answer's word where it has one, and else its result. */
function wordFor(step: Step, answer: Said | undefined): string {
  if (!answer) return ''
  const worded: Kind[] = ['yes_no', 'choice', 'prerequisite']
  return answer.said && worded.includes(step.kind) ? answer.said : answer.result
}

/** isMissing tells that a step which is asked still needs an answer, or its photo. */
export const isMissing = (step: Step, answer: Said | undefined): boolean =>
  !answer?.result
    ? !step.optional
    : step.photo === true && answer.photos.length === 0 && answer.result !== 'not_applicable'
