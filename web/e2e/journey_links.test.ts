import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { words } from './words.ts'
import { faults, open, signIn, start, until, type World, widens } from './world.ts'

const demo = '019dd000-0000-7000-8000-000000000001'

let world: World
beforeAll(async () => {
  world = await start()
})
afterAll(() => world?.stop())

/** holds looks whether a page keeps to what every page does. */
async function holds(page: Page): Promise<void> {
  expect(await faults(page)).toEqual([])
  expect(await widens(page)).toBe(false)
}

describe.each([
  ['da', 'VE02'],
  ['en', 'VE03'],
] as const)('the way from one thing to another in %s', (language, tag) => {
  const say = words(language)

  test('a row links to a document by its number, and the link leads there from the cell and from the panel', async () => {
    const { context, page } = await open(world, language, 'desk')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}/registers/systems?q=${tag}`)
    await page.getByRole('gridcell').first().waitFor()
    await page.locator('[role=gridcell][aria-colindex="2"]').first().click()
    await page.keyboard.press('Control+End')
    await page.getByRole('columnheader', { name: 'Diagram' }).waitFor()
    // What is a title of no document is told as it stands.
    await page.keyboard.type('X-99')
    await page.keyboard.press('Tab')
    await page.locator('.cx-cell.problem', { hasText: 'X-99' }).waitFor()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('V-57-301')
    await page.getByRole('option', { name: /V-57-301/ }).waitFor()
    await page.keyboard.press('Enter')
    const link = page.getByRole('link', { name: say('grid_follow', { text: 'V-57-301' }) })
    await link.waitFor()
    await page.locator('.cx-cell', { hasText: 'V-57-301 · VE01 principdiagram' }).waitFor()
    await holds(page)
    await link.click()
    await page.getByRole('heading', { name: /V-57-301/ }).waitFor()
    await page.goBack()
    await page.locator('[role=gridcell][aria-colindex="2"]').first().click()
    await page.keyboard.press('Space')
    const panel = page.getByRole('complementary')
    await panel.getByRole('link', { name: say('registers_document_open', { number: 'V-57-301' }) }).click()
    await page.getByRole('heading', { name: /V-57-301/ }).waitFor()
    await context.close()
  })

  test('on a tablet held sideways every page of the menu is in reach without scrolling', async () => {
    const { context, page } = await open(world, language, 'landscape')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}`)
    const menu = page.getByRole('navigation', { name: say('app_nav_main') })
    const seen = new Set<string>()
    for (const group of ['registers', 'design', 'tests', 'plan', 'project']) {
      await menu.getByRole('link', { name: say(`app_nav_group_${group}`), exact: true }).click()
      await menu.getByRole('list', { name: say(`app_nav_group_${group}`) }).waitFor()
      for (const link of await menu.getByRole('link').all()) {
        const box = await link.boundingBox()
        expect(box && box.y + box.height <= 820 && box.height >= 44).toBe(true)
        seen.add(await link.innerText())
      }
    }
    const plan = ['gates_nav', 'gates_nav_calendar', 'handover_nav', 'gates_nav_after']
    for (const word of [...plan, 'documents_nav', 'registers_nav_imports', 'projects_nav_settings'])
      expect(seen).toContain(say(word))
    await until(async () => !(await widens(page)))
    await holds(page)
    await context.close()
  })

  test('on one held upright what is not at the bottom stands under More, by group', async () => {
    const { context, page } = await open(world, language, 'portrait')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}/registers/systems`)
    const menu = page.getByRole('navigation', { name: say('app_nav_main') })
    await until(async () => (await menu.getByRole('link').count()) === 4)
    await menu.getByRole('button', { name: say('app_nav_more') }).click()
    const sheet = page.getByRole('dialog', { name: say('app_nav_more') })
    await sheet.getByRole('heading', { name: say('app_nav_group_plan') }).waitFor()
    await holds(page)
    await sheet.getByRole('link', { name: say('documents_nav'), exact: true }).click()
    await page.getByRole('heading', { name: say('documents_title') }).waitFor()
    await sheet.waitFor({ state: 'hidden' })
    await context.close()
  })
})
