import { call, type Item } from '~/api/call'
import { m } from '~/lib/paraglide/messages'
import type { Choice, Lookup } from '~/ui/grid/columns'
import { Asking } from './asking'

type Label = Pick<Item<'documents.label.list'>, 'id' | 'number' | 'title' | 'state'>

/** How many texts are asked for at once. */
const atOnce = 100

/**
 * Documents are those that rows link to: found by number and title, called by
 * their number. One that the reader may not see says only that it is there.
 */
export class Documents implements Lookup {
  private readonly known = new Map<string, Label>()
  private readonly asking: Asking

  constructor(
    private readonly project: string,
    came: () => void,
  ) {
    this.asking = new Asking((ids) => this.read(ids), came)
  }

  label(id: string): string | undefined {
    const one = this.known.get(id)
    if (!one) this.asking.want(id)
    switch (one?.state) {
      case 'hidden':
        return m.registers_document_hidden()
      case 'gone':
        return m.registers_document_gone()
      default:
        return one?.number
    }
  }

  /** title is what stands beside the number. */
  title(id: string): string {
    return this.known.get(id)?.title ?? ''
  }

  address(id: string): string | undefined {
    return this.known.get(id)?.state === 'seen' ? `/projects/${this.project}/documents/${id}` : undefined
  }

  async search(words: string, signal: AbortSignal): Promise<Choice[]> {
    const items = await this.find({ limit: 50, ...(words.trim() ? { q: words.trim() } : {}) }, signal)
    return items.map(({ id, number, title }) => ({ value: id, label: number, hint: title }))
  }

  /** A text means the document of that number, or else those of that title. */
  async match(texts: string[]): Promise<Map<string, string | null>> {
    const numbers = new Map<string, string>()
    const titles = new Map<string, string | null>()
    for (let at = 0; at < texts.length; at += atOnce) {
      const named = JSON.stringify(texts.slice(at, at + atOnce))
      for (const { id, number, title } of await this.find({ named, limit: 200 })) {
        const said = title.toLowerCase()
        numbers.set(number.toLowerCase(), id)
        titles.set(said, titles.has(said) && titles.get(said) !== id ? null : id)
      }
    }
    const meant = (text: string) => {
      const said = text.trim().toLowerCase()
      return numbers.get(said) ?? titles.get(said)
    }
    return new Map(texts.flatMap((one) => [[one, meant(one)] as const]).filter(isMeant))
  }

  private async find(
    query: { q?: string; named?: string; limit: number },
    signal?: AbortSignal,
  ): Promise<Pick<Label, 'id' | 'number' | 'title'>[]> {
    const { items } = await call('documents.document.list', {
      path: { project: this.project },
      query,
      ...(signal ? { signal } : {}),
    })
    for (const { id, number, title } of items) this.known.set(id, { id, number, title, state: 'seen' })
    return items
  }

  private async read(ids: string[]): Promise<void> {
    const { items } = await call('documents.label.list', {
      path: { project: this.project },
      query: { ids: JSON.stringify(ids) },
    })
    for (const one of items) this.known.set(one.id, one)
  }
}

const isMeant = (pair: readonly [string, string | null | undefined]): pair is [string, string | null] =>
  pair[1] !== undefined
