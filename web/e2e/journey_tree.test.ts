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
  // What is still fading in has not its colours yet.
  await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'))
  expect(await faults(page)).toEqual([])
  expect(await widens(page)).toBe(false)
}

const json = async (page: Page, path: string) => (await page.request.get(`/api${path}`)).json()

describe.each(['da', 'en'] as const)('trees and tags in %s', (language) => {
  const say = words(language)

  /** plant makes a project of its own with two buildings, a floor, and systems in both. */
  async function plant(page: Page) {
    const project = crypto.randomUUID()
    const post = async (path: string, data: object) => {
      const made = await page.request.post(`/api${path}`, { data, headers: { origin: world.url } })
      if (!made.ok()) throw new Error(`${path}: ${await made.text()}`)
      return (await made.json()).id as string
    }
    await post('/projects', {
      id: project,
      name: `Træ ${language}`,
      language,
      phases: [],
      disciplines: [],
      methods: [],
    })
    const of = `/projects/${project}`
    const a = await post(`${of}/locations`, { kind: 'building', code: 'A' })
    const b = await post(`${of}/locations`, { kind: 'building', code: 'B' })
    const floor = await post(`${of}/locations`, { kind: 'floor', code: 'Stue', parent: a })
    const ve1 = await post(`${of}/systems`, { tag: '+A=VE01', location: a })
    const ve2 = await post(`${of}/systems`, { tag: '+A=VE03', location: a })
    const motor = await post(`${of}/components`, { tag: '+A=VE03-M01', system: ve2 })
    return { project, of, a, b, floor, ve1, ve2, motor }
  }

  test('things are moved by the keyboard, by dragging and by a button, and never into themselves', async () => {
    const { context, page } = await open(world, language, 'desk')
    await signIn(world, page, language, 'soeren.vang')
    const { project, of, a, b, floor, ve1, ve2 } = await plant(page)
    const where = async () => (await json(page, `${of}/systems/${ve1}`)).location
    await page.goto(`/projects/${project}/tree`)
    const node = (name: string | RegExp) => page.getByRole('treeitem', { name }).first()
    await node(/^A\b|\bA\b/).waitFor()
    await page.locator('[role=treeitem]').first().focus()
    await page.keyboard.press('ArrowRight')
    await page.locator(`[data-key="system ${ve2}"]`).waitFor()
    await holds(page)

    await page.locator(`[data-key="system ${ve1}"]`).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await page.keyboard.press('Control+x')
    await holds(page)
    await page.locator(`[data-key="location ${b}"]`).focus()
    await page.keyboard.press('Control+v')
    await until(async () => (await where()) === b)
    await page.getByRole('button', { name: say('ui_undo'), exact: true }).click()
    await until(async () => (await where()) === a)

    await page.locator(`[data-key="system ${ve1}"]`).dragTo(page.locator(`[data-key="location ${floor}"]`))
    await until(async () => (await where()) === floor)

    // A building does not lie in its own floor.
    await page.locator(`[data-key="location ${a}"]`).dragTo(page.locator(`[data-key="location ${floor}"]`))
    await page.getByText(say('tree_refused'), { exact: true }).waitFor()
    expect((await json(page, `${of}/locations/${a}`)).parent).toBeNull()
    await holds(page)
    await context.close()

    // A system does not become part of its own part, said on a tablet.
    const tablet = await open(world, language, 'portrait')
    await signIn(world, tablet.page, language, 'soeren.vang')
    const changed = await tablet.page.request.patch(`/api${of}/systems/${ve1}`, {
      data: { base: (await json(tablet.page, `${of}/systems/${ve1}`)).version, parent: ve2 },
      headers: { origin: world.url },
    })
    expect(changed.ok()).toBe(true)
    await tablet.page.goto(`/projects/${project}/tree?of=system`)
    await tablet.page.getByRole('button', { name: say('tree_unfold', { code: '+A=VE03' }) }).click()
    await tablet.page
      .getByRole('checkbox', { name: say('tree_choose', { code: '+A=VE03' }), exact: true })
      .check()
    await tablet.page.getByRole('button', { name: say('tree_move'), exact: true }).click()
    await tablet.page
      .locator(`[data-key="system ${ve1}"]`)
      .getByRole('button', { name: say('tree_here'), exact: true })
      .click()
    await tablet.page.getByText(say('tree_refused'), { exact: true }).waitFor()
    expect((await json(tablet.page, `${of}/systems/${ve2}`)).parent).toBeNull()
    await holds(tablet.page)
    await tablet.context.close()
  })

  test('tags are closed up after a preview, an old one goes on finding, and all is undone as one', async () => {
    const { context, page } = await open(world, language, 'landscape')
    await signIn(world, page, language, 'soeren.vang')
    const { project, of, ve2, motor } = await plant(page)
    const tag = async (what: string) => (await json(page, `${of}/${what}`)).tag
    await page.goto(`/projects/${project}/tags`)
    await page.getByRole('button', { name: say('tags_close'), exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('+A=VE03-M01').waitFor()
    await holds(page)
    expect(await tag(`systems/${ve2}`)).toBe('+A=VE03')
    await dialog.locator('button[type=submit]').click()
    await until(async () => (await tag(`systems/${ve2}`)) === '+A=VE02')
    expect(await tag(`components/${motor}`)).toBe('+A=VE02-M01')
    const found = await json(page, `${of}/systems?q=${encodeURIComponent('+A=VE03')}`)
    expect(found.items.map(({ id }: { id: string }) => id)).toEqual([ve2])
    await page.getByRole('rowheader', { name: '+A=VE03-M01' }).waitFor()
    await holds(page)
    await page.getByRole('button', { name: say('ui_undo'), exact: true }).click()
    await until(async () => (await tag(`components/${motor}`)) === '+A=VE03-M01')

    await page.locator('input[name=letters]').fill('VE')
    await page.getByRole('combobox', { name: say('tags_place') }).click()
    await page.getByRole('option', { name: 'B', exact: true }).click()
    await page.getByRole('button', { name: say('tags_propose'), exact: true }).click()
    await page.getByText('+B=VE04', { exact: true }).waitFor()
    await context.close()
  })

  test('a class is chosen by its name, and another classification’s code may be written', async () => {
    const { context, page } = await open(world, language, 'desk')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}/registers/systems`)
    const cell = page.getByRole('gridcell', { name: '572', exact: true }).first()
    const classes = async () =>
      (await json(page, `/projects/${demo}/systems?limit=500&sort=tag`)).items.map(
        ({ classification }: { classification: string }) => classification,
      )
    const before = await classes()
    for (const [typed, wanted] of [
      [language === 'da' ? 'Ventilatorer' : '574', '574'],
      ['HF01', 'HF01'],
    ] as const) {
      await cell.click()
      await page.keyboard.type(typed)
      await page.getByRole('option', { name: wanted }).first().waitFor()
      await page.keyboard.press('Enter')
      await until(async () => (await classes()).includes(wanted))
      await page.keyboard.press('Control+z')
      await until(async () => JSON.stringify(await classes()) === JSON.stringify(before))
    }
    await holds(page)
    await context.close()
  })
})
