import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { words } from './words.ts'
import { faults, open, signIn, start, until, type World, widens } from './world.ts'

const demo = '019dd000-0000-7000-8000-000000000001'
const api = `/api/projects/${demo}`

let world: World
beforeAll(async () => {
  world = await start()
})
afterAll(() => world?.stop())

/** holds looks whether a page keeps to what every page does. */
async function holds(page: Page): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'))
  expect(await faults(page)).toEqual([])
  expect(await widens(page)).toBe(false)
}

type System = { id: string; version: number; tag: string; description: string }

const systems = async (page: Page): Promise<System[]> =>
  (await (await page.request.get(`${api}/systems?limit=200`)).json()).items
const system = async (page: Page, id: string): Promise<System> =>
  (await page.request.get(`${api}/systems/${id}`)).json()

describe.each(['da', 'en'] as const)('the time machine in %s', (language) => {
  const say = words(language)

  test('a register as it stood is looked at, compared, restored in part, and the restore undone', async () => {
    const { context, page } = await open(world, language, 'desk')
    await signIn(world, page, language, 'soeren.vang')
    const [one, two] = (await systems(page)).slice(language === 'da' ? 0 : 4) as [System, System]
    await page.request.patch(`${api}/systems/${one.id}`, {
      data: { base: one.version, description: 'Først' },
    })
    const at = new Date().toISOString()
    await until(async () => Date.now() > Date.parse(at) + 20)
    for (const { id } of [one, two]) {
      const { version } = await system(page, id)
      await page.request.patch(`${api}/systems/${id}`, { data: { base: version, description: 'Siden' } })
    }

    // From the register's own menu, in a frame of its own, and read-only.
    await page.goto(`/projects/${demo}/registers/systems`)
    await page.getByRole('button', { name: say('registers_more'), exact: true }).click()
    await page.getByRole('menuitem', { name: say('moment_go') }).click()
    await page.getByRole('slider', { name: say('moment_slider') }).waitFor()
    await holds(page)
    await page.getByRole('slider', { name: say('moment_slider') }).press('ArrowLeft')
    await until(async () => page.url().includes('at='))
    await page.goto(`/projects/${demo}/registers/systems?at="${at}"`)
    await page.getByRole('gridcell', { name: one.tag }).first().waitFor()
    expect(await page.getByRole('button', { name: say('registers_systems_add'), exact: true }).count()).toBe(
      0,
    )
    await holds(page)

    // Compared with now, one row of the two is chosen and put back.
    await page.getByRole('link', { name: say('moment_compare') }).click()
    const line = page.getByRole('listitem').filter({ hasText: one.tag })
    await line.getByText('Siden').waitFor()
    expect(await line.getByText('Først').count()).toBe(1)
    await holds(page)
    await line.getByRole('checkbox').check()
    await page.getByRole('button', { name: say('audit_compare_chosen') }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText(say('moment_restore_changed')).waitFor()
    await holds(page)
    await sheet
      .getByRole('textbox', { name: say('moment_restore_reason') })
      .fill('Skrevet i den forkerte række')
    await sheet.getByRole('button', { name: /1/ }).click()
    await until(async () => (await system(page, one.id)).description === 'Først')
    expect((await system(page, two.id)).description).toBe('Siden')

    // The restore is one change of the history, with its reason, and is undone there.
    await page.goto(`/projects/${demo}/history`)
    const entry = page.getByRole('listitem').filter({ hasText: 'Skrevet i den forkerte række' }).first()
    await entry.getByRole('button', { name: say('audit_undo') }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('audit_undo_act') })
      .click()
    await until(async () => (await system(page, one.id)).description === 'Siden')

    // What is on the screen goes out as a file.
    await page.getByRole('button', { name: say('audit_export'), exact: true }).click()
    const coming = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: say('audit_export_csv') }).click()
    const file = await (await coming).path()
    expect(readFileSync(file, 'utf8')).toContain('Skrevet i den forkerte række')
    await context.close()
  })

  test('deleted rows are found and brought back together', async () => {
    const { context, page } = await open(world, language, 'portrait')
    await signIn(world, page, language, 'soeren.vang')
    const tags = [`TID-${language}-1`, `TID-${language}-2`]
    for (const tag of tags) {
      const { id } = await (await page.request.post(`${api}/systems`, { data: { tag } })).json()
      await page.request.delete(`${api}/systems/${id}`)
    }
    await page.goto(`/projects/${demo}/history/deleted`)
    await page.getByRole('searchbox', { name: say('audit_trash_search') }).fill(`TID-${language}`)
    await until(async () => page.url().includes('q='))
    for (const tag of tags) await page.getByRole('checkbox', { name: tag }).check()
    await holds(page)
    await page.getByRole('button', { name: say('audit_trash_chosen') }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('textbox', { name: say('moment_restore_reason') }).fill('Slettet ved en fejl')
    await sheet.getByRole('button', { name: /2/ }).click()
    await until(async () => {
      const there = (await systems(page)).map(({ tag }) => tag)
      return tags.every((tag) => there.includes(tag))
    })
    await page.getByText(say('audit_trash_none_found')).waitFor()

    // Rows of any kind as they stood.
    await page.goto(`/projects/${demo}/history/moment?table=issues.entries`)
    await page
      .getByRole('button', { name: say('audit_moment_fields') })
      .first()
      .click()
    await holds(page)
    await context.close()
  })
})
