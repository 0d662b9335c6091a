import type { Value } from './columns'

/**
 * series continues the values of one column downwards: numbers and dates by their even step, texts that end
 * in a number by counting on (`AHU-01`, `AHU-02`), everything else by repeating. One lone number is repeated.
 */
export function series(given: Value[], count: number): Value[] {
  const next =
    numberSeries(given) ??
    dateSeries(given) ??
    textSeries(given) ??
    ((i: number) => given[i % given.length] ?? null)
  return Array.from({ length: count }, (_, i) => next(given.length + i))
}

type Next = (index: number) => Value

function numberSeries(given: Value[]): Next | undefined {
  if (given.length < 2 || !given.every((value) => typeof value === 'number')) return undefined
  const step = evenStep(given)
  const first = given[0]
  // Rounding hides what binary fractions add: 0.1, 0.2 goes on with 0.3.
  return step === undefined || first === undefined
    ? undefined
    : (i) => Number((first + step * i).toPrecision(12))
}

const day = 86_400_000

function dateSeries(given: Value[]): Next | undefined {
  if (
    !given.every((value): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value))
  ) {
    return undefined
  }
  const days = given.map((value) => Date.parse(value) / day)
  const step = given.length < 2 ? 1 : evenStep(days)
  const first = days[0]
  if (step === undefined || first === undefined) return undefined
  return (i) => new Date((first + step * i) * day).toISOString().slice(0, 10)
}

function textSeries(given: Value[]): Next | undefined {
  const parts = given.map((value) => (typeof value === 'string' ? /^(.*\D)(\d+)$/.exec(value) : null))
  const [head] = parts
  if (!head || parts.some((part) => part?.[1] !== head[1])) return undefined
  const tails = parts.map((part) => Number(part?.[2]))
  const step = given.length < 2 ? 1 : evenStep(tails)
  const first = tails[0]
  if (step === undefined || first === undefined) return undefined
  return (i) => `${head[1]}${String(Math.max(0, first + step * i)).padStart(head[2]?.length ?? 0, '0')}`
}

function evenStep(numbers: number[]): number | undefined {
  const step = (numbers[1] ?? 0) - (numbers[0] ?? 0)
  const even = numbers.every((n, i) => i === 0 || Math.abs(n - (numbers[i - 1] ?? 0) - step) < 1e-9)
  return even ? step : undefined
}
