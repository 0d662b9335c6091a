/** wholes are lists that a screen needs all of: to call people and companies by their names, to find a project. */
const wholes: ReadonlySet<string> = new Set([
  'accounts.person.list',
  'handover.package.list',
  'projects.company.list',
  'projects.member.list',
  'projects.project.list',
])

type Page = { items: unknown[]; next?: string | null }

/** isWhole tells whether a list is read to its end. */
export const isWhole = (id: string): boolean => wholes.has(id)

/** readWhole reads a list page by page to its end; nearly always that is one page. */
export async function readWhole(read: (after: string | undefined) => Promise<unknown>): Promise<unknown> {
  const first = (await read(undefined)) as Page
  const items = [...first.items]
  for (let after = first.next; after; ) {
    const page = (await read(after)) as Page
    items.push(...page.items)
    after = page.next === after ? null : page.next
  }
  return { ...first, items, next: undefined }
}
