import { call } from '~/api/call'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import type { Choice, Lookup } from '~/ui/grid/columns'
import { matching } from '~/ui/grid/listbox'

/**
 * Companies are those of the project. Somebody who may can choose one that is
 * not there yet; it is added when it is first saved.
 */
export class Companies implements Lookup {
  mayAdd = false
  private choices: Choice[] = []
  private readonly names = new Map<string, string>()
  private readonly begun = new Map<string, string>()

  constructor(private readonly project: string) {}

  /** Takes in the companies that the project has. */
  take(companies: readonly { id: string; name: string }[]): void {
    this.choices = companies.map(({ id, name }) => ({ value: id, label: name }))
    this.choices.sort((a, b) => a.label.localeCompare(b.label))
    for (const { id, name } of companies) this.names.set(id, name)
  }

  label(id: string): string | undefined {
    return this.names.get(id) ?? this.begun.get(id) ?? m.registers_unknown()
  }

  /** find gives the companies that a text may mean, and last the new one that it may name. */
  find(words: string): Choice[] {
    const name = words.trim()
    const found = matching(this.choices, name)
    const there = found.some(({ label }) => label.toLowerCase() === name.toLowerCase())
    if (!this.mayAdd || name === '' || there) return found
    const [had] = [...this.begun].find(([, one]) => one === name) ?? []
    const id = had ?? uuid()
    this.begun.set(id, name)
    return [...found, { value: id, label: name, hint: m.registers_company_new() }]
  }

  async search(words: string): Promise<Choice[]> {
    return this.find(words)
  }

  async match(texts: string[]): Promise<Map<string, string>> {
    const ids = new Map(this.choices.map(({ value, label }) => [label.toLowerCase(), value]))
    return new Map(
      texts.flatMap((one) => {
        const id = ids.get(one.trim().toLowerCase())
        return id ? [[one, id] as const] : []
      }),
    )
  }

  /** isNew tells whether a company that was chosen has not been added yet. */
  isNew(id: unknown): id is string {
    return typeof id === 'string' && this.begun.has(id) && !this.names.has(id)
  }

  /** Adds the new ones among the companies that are about to be saved; tells whether there were any. */
  async add(ids: Iterable<unknown>): Promise<boolean> {
    const wanted = [...new Set(ids)].filter((id) => this.isNew(id))
    for (const id of wanted) {
      const name = this.begun.get(id) ?? ''
      await call('projects.company.add', { path: { project: this.project }, body: { id, name } })
      this.names.set(id, name)
    }
    return wanted.length > 0
  }
}
