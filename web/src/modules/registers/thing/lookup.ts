import { language, named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import type { Choice, Lookup } from '~/ui/grid/columns'
import { type Line, readLines } from './api'
import { Asking } from './asking'
import type { Thing } from './things'

/** Sought is a register that references lead to and that is too long to be listed whole. */
export type Sought = Extract<Thing, 'system' | 'requirement' | 'location' | 'type' | 'component'>

const keyOf: Record<Sought, string> = {
  system: 'tag',
  component: 'tag',
  requirement: 'code',
  location: 'code',
  type: 'name',
}

const text = (line: Line, key: string) => (typeof line[key] === 'string' ? (line[key] as string) : '')

/** hintOf is what stands below a choice: the name of what it is. */
function hintOf(line: Line): string {
  const own = language()
  const title = text(line, `title_${own}`) || text(line, `title_${own === 'da' ? 'en' : 'da'}`)
  return title || named(line as { name_da?: string }) || text(line, 'name') || text(line, 'description')
}

/**
 * Names finds the rows of a register that references lead to, and remembers
 * what they are called. A name that is shown before it is known is looked up
 * and told of when it has come.
 */
export class Names implements Lookup {
  private readonly known = new Map<string, Line>()
  private readonly missing = new Set<string>()
  private readonly asking: Asking

  constructor(
    private readonly thing: Sought,
    private readonly project: string,
    came: () => void,
  ) {
    this.asking = new Asking((ids) => this.read(ids), came)
  }

  /** Takes in rows that were read, with their names of now. */
  take(lines: readonly Line[]): void {
    for (const line of lines) this.known.set(line.id, line)
  }

  label(id: string): string | undefined {
    const line = this.known.get(id)
    if (line) return this.called(line)
    if (this.missing.has(id)) return m.registers_unknown()
    this.asking.want(id)
    return undefined
  }

  async search(words: string, signal: AbortSignal): Promise<Choice[]> {
    const { items } = await readLines(
      this.thing,
      this.project,
      { limit: 50, ...(words.trim() ? { q: words.trim() } : {}) },
      signal,
    )
    this.take(items)
    return items.map((line) => this.choice(line))
  }

  async match(texts: string[]): Promise<Map<string, string | null>> {
    const found = new Map<string, string | null>()
    const meant = new Map<string, string | null>()
    const learn = (said: string, id: string) => {
      const key = said.toLowerCase()
      meant.set(key, meant.has(key) && meant.get(key) !== id ? null : id)
    }
    for (const line of this.known.values()) learn(this.called(line), line.id)
    const field = keyOf[this.thing]
    const open = texts.filter((one) => !meant.get(one.trim().toLowerCase()))
    for (let at = 0; at < open.length; at += 200) {
      const value = open.slice(at, at + 200).map((one) => one.trim())
      const { items } = await readLines(this.thing, this.project, {
        limit: 500,
        filter: [{ field, op: 'in', value }],
      })
      this.take(items)
      for (const line of items) learn(text(line, field), line.id)
    }
    for (const one of texts) {
      const id = meant.get(one.trim().toLowerCase())
      if (id !== undefined) found.set(one, id)
    }
    return found
  }

  private called(line: Line): string {
    const own = text(line, keyOf[this.thing])
    // Every building has a ground floor: a floor is told by its building.
    if (line.kind !== 'floor' || typeof line.parent !== 'string') return own
    const parent = this.known.get(line.parent)
    return parent ? `${text(parent, 'code')} · ${own}` : own
  }

  private choice(line: Line): Choice {
    const hint = hintOf(line)
    const label = this.called(line)
    return { value: line.id, label, ...(hint && hint !== label ? { hint } : {}) }
  }

  private async read(ids: string[]): Promise<void> {
    const filter = [{ field: 'id', op: 'in', value: ids }]
    const { items } = await readLines(this.thing, this.project, { sort: 'id', filter, limit: 500 })
    this.take(items)
    for (const id of ids) if (!this.known.has(id)) this.missing.add(id)
  }
}
