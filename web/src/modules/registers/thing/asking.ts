/**
 * Asking reads names that are shown before they are known: many at once, and it
 * tells when they have come.
 */
export class Asking {
  private readonly wanted = new Set<string>()
  private looking = false

  constructor(
    private readonly read: (ids: string[]) => Promise<void>,
    private readonly came: () => void,
  ) {}

  want(id: string): void {
    this.wanted.add(id)
    void this.look()
  }

  private async look(): Promise<void> {
    if (this.looking) return
    this.looking = true
    await Promise.resolve()
    while (this.wanted.size > 0) {
      const ids = [...this.wanted].slice(0, 200)
      for (const id of ids) this.wanted.delete(id)
      try {
        await this.read(ids)
      } catch {
        // They are asked for again when they are drawn again.
      }
      this.came()
    }
    this.looking = false
  }
}
