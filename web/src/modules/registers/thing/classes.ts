import { call, type Item } from '~/api/call'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import type { Choice, Lookup } from '~/ui/grid/columns'

type Class = Item<'registers.class.list'>

/** choicesOf are classes as a field offers them, and what is typed where it is a code of another classification. */
export function choicesOf(classes: readonly Class[], words: string): Choice[] {
  const own = words.trim()
  const found = classes.map((one) => {
    const hint = [named(one), one.ifc].filter(Boolean).join(' · ')
    return { value: one.code, label: one.code, ...(hint ? { hint } : {}) }
  })
  if (!own || found.some(({ value }) => value === own)) return found
  return [...found, { value: own, label: own, hint: m.tags_own_class() }]
}

/** Classes offer the shipped classification; a code of another may be written as well, so that a value is its own word. */
export class Classes implements Lookup {
  constructor(private readonly project: string) {}

  label(code: string): string {
    return code
  }

  async search(words: string, signal: AbortSignal): Promise<Choice[]> {
    const query = { limit: 100, ...(words.trim() ? { q: words.trim() } : {}) }
    const { items } = await call('registers.class.list', { path: { project: this.project }, query, signal })
    return choicesOf(items, words)
  }

  async match(texts: string[]): Promise<Map<string, string>> {
    return new Map(texts.filter((one) => one.trim()).map((one) => [one, one.trim()]))
  }
}
