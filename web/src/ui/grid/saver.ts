import type { Row } from './columns'
import type { Change, Edits, Problem, Result } from './edits'

/**
 * Saved is the server's answer to a batch: a result for each change, and the history entry that undoes it.
 */
export interface Saved {
  results: Result[]
  entry?: string | undefined
}

/** Save sends a batch of changes. It rejects only when nothing of the batch was saved. */
export type Save = (changes: Change[]) => Promise<Saved>

/** Outcome hears what became of the changes. */
export interface Outcome {
  saved(change: Change, version: number, row: Row | undefined): void
  refused(change: Change, problem: Problem): void
  /** A batch of changes went out, or came back with the entry that undoes it. */
  moved(changes: Change[], entry?: string): void
  /** The problem that stands for an answer that never came. */
  lost(error: unknown): Problem
}

/** The most rows the server takes at once. */
const batch = 10_000

/**
 * Saver sends what was written: one batch at a time, so that a row written twice is saved in order, and as
 * much in a batch as one act wrote.
 */
export class Saver {
  private running: Promise<void> | undefined

  constructor(
    private readonly edits: Edits,
    private readonly save: Save,
    private readonly outcome: Outcome,
  ) {}

  /** Starts sending, once the act that writes is through. */
  start(): void {
    this.running ??= this.run().finally(() => {
      this.running = undefined
      if (this.edits.waiting) this.start()
    })
  }

  /** Is done when all that was written has been answered. */
  async idle(): Promise<void> {
    while (this.running) await this.running
  }

  private async run(): Promise<void> {
    await Promise.resolve()
    for (let changes = this.edits.take(batch); changes.length > 0; changes = this.edits.take(batch)) {
      this.outcome.moved(changes)
      let answer: Saved
      try {
        answer = await this.save(changes)
      } catch (error) {
        const problem = this.outcome.lost(error)
        answer = { results: changes.map(({ id }) => ({ id, problem })) }
      }
      this.settle(changes, answer)
    }
  }

  private settle(changes: Change[], { results, entry }: Saved): void {
    const byId = new Map(results.map((result) => [result.id, result]))
    for (const change of changes) {
      const result = byId.get(change.id)
      if (result && 'version' in result) {
        this.edits.saved(change, result.version)
        this.outcome.saved(change, result.version, result.row)
      } else {
        const problem = result?.problem ?? this.outcome.lost(undefined)
        this.edits.refused(change, problem)
        this.outcome.refused(change, problem)
      }
    }
    this.outcome.moved(changes, entry)
  }
}
