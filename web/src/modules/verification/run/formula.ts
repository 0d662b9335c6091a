/** Fault is what keeps a formula from being worked out, and what it is about. */
export type Fault = {
  kind: 'unreadable' | 'unknown' | 'missing' | 'by_nothing' | 'not_one' | 'undefined'
  name: string
}

/** Values gives the values of a name: one of a step, many of a column; nothing where there is no such name. */
export type Values = (name: string) => readonly number[] | undefined

type Value = { all: readonly number[]; many: boolean; name: string }

const functions: Record<string, (all: readonly number[]) => number> = {
  sum: (all) => all.reduce((sum, v) => sum + v, 0),
  avg: (all) => all.reduce((sum, v) => sum + v, 0) / all.length,
  min: (all) => Math.min(...all),
  max: (all) => Math.max(...all),
  abs: ([v = 0]) => Math.abs(v),
  sqrt: ([v = 0]) => Math.sqrt(v),
  round: ([v = 0, decimals = 0]) => {
    const scale = 10 ** Math.trunc(Math.max(0, Math.min(9, decimals)))
    return Math.floor(v * scale + 0.5) / scale
  },
  count: (all) => all.length,
}

/**
 * work works a formula out as the server does, so that what is measured is
 * judged while there is no network. The cases of both are one file.
 */
export function work(text: string, values: Values): number | Fault {
  const reader = new Reader(text, values)
  try {
    const v = reader.sum()
    reader.end()
    const one = reader.one(v)
    if (reader.late) return reader.late
    return Number.isFinite(one) ? one : { kind: 'undefined', name: '' }
  } catch (error) {
    if (error instanceof Wrong) return error.fault
    throw error
  }
}

class Wrong extends Error {
  constructor(readonly fault: Fault) {
    super(fault.kind)
  }
}

class Reader {
  late: Fault | undefined
  private at = 0
  private depth = 0

  constructor(
    private readonly text: string,
    private readonly values: Values,
  ) {}

  end() {
    this.space()
    if (this.at < this.text.length) throw this.unreadable()
  }

  one(v: Value): number {
    if (v.many) throw new Wrong({ kind: 'not_one', name: v.name })
    return v.all[0] ?? 0
  }

  sum(): Value {
    return this.chain('+-', this.product, (sign, a, b) => (sign === '-' ? a - b : a + b))
  }

  private product = (): Value =>
    this.chain('*/', this.power, (sign, a, b) => {
      if (sign === '*') return a * b
      if (b !== 0) return a / b
      this.late ??= { kind: 'by_nothing', name: '' }
      return 0
    })

  private power = (): Value => {
    const negative = this.take('-') !== ''
    let v = this.primary()
    if (this.take('^')) v = single(this.one(v) ** this.one(this.power()))
    return negative ? single(-this.one(v)) : v
  }

  private chain(signs: string, part: () => Value, join: (sign: string, a: number, b: number) => number) {
    let v = part()
    for (;;) {
      const sign = this.take(signs)
      if (!sign) return v
      const a = this.one(v)
      v = single(join(sign, a, this.one(part())))
    }
  }

  private primary(): Value {
    this.space()
    if (this.depth > 100) throw this.unreadable()
    if (this.take('(')) {
      this.depth++
      const v = this.sum()
      this.depth--
      if (!this.take(')')) throw this.unreadable()
      return v
    }
    const number = /^[\d.]+/.exec(this.text.slice(this.at))?.[0]
    if (number) {
      if (!/^(\d+\.?\d*|\.\d+)$/.test(number)) throw this.unreadable()
      this.at += number.length
      return single(Number(number))
    }
    const name = /^[a-zA-Z][\w.]*/.exec(this.text.slice(this.at))?.[0]
    if (!name) throw this.unreadable()
    this.at += name.length
    return this.take('(') ? this.called(name) : this.named(name)
  }

  private named(name: string): Value {
    const all = this.values(name)
    if (!all) throw new Wrong({ kind: 'unknown', name })
    if (all.length === 0) this.late ??= { kind: 'missing', name }
    return { all, many: name.includes('.'), name }
  }

  private called(name: string): Value {
    const before = this.late
    const given: number[] = []
    do given.push(...this.sum().all)
    while (this.take(',;'))
    if (!this.take(')')) throw this.unreadable()
    const fn = functions[name]
    if (!fn) throw new Wrong({ kind: 'unknown', name })
    if (name === 'count') this.late = before
    else if (given.length === 0) return single(0)
    const result = fn(given)
    if (Number.isFinite(result)) return single(result)
    this.late ??= { kind: 'undefined', name }
    return single(0)
  }

  private space() {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++
  }

  private take(signs: string): string {
    this.space()
    const sign = this.text[this.at]
    if (sign === undefined || !signs.includes(sign)) return ''
    this.at++
    return sign
  }

  private unreadable(): Wrong {
    return new Wrong({ kind: 'unreadable', name: this.text[this.at] ?? '' })
  }
}

const single = (v: number): Value => ({ all: [v], many: false, name: '' })
