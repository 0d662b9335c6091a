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
  await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'))
  expect(await faults(page)).toEqual([])
  expect(await widens(page)).toBe(false)
}

const json = async (page: Page, path: string) => (await page.request.get(`/api${path}`)).json()

describe.each(['da', 'en'] as const)('templates in %s', (language) => {
  const say = words(language)

  /** finish goes through the wizard to its end and gives the new project. */
  async function finish(page: Page, name: string): Promise<string> {
    const next = page.getByRole('button', { name: say('projects_wizard_next'), exact: true })
    await next.click()
    await page.locator('input[name=name]').fill(name)
    const create = page.getByRole('button', { name: say('projects_create'), exact: true })
    for (;;) {
      await next.or(create).first().waitFor()
      if (await create.isVisible()) break
      await next.click()
    }
    await holds(page)
    await create.click()
    await until(async () => /\/projects\/[0-9a-f-]{36}/.test(page.url()))
    return /projects\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
  }

  test('a set-up is saved as a template, and a new project begins with it', async () => {
    const { context, page } = await open(world, language, 'desk')
    await signIn(world, page, language, 'soeren.vang')
    const name = `Skole, AB 18 (${language})`
    await page.goto(`/projects/${demo}/settings`)
    await page.getByRole('button', { name: say('projects_template_save') }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('input[name=name]').fill(name)
    await holds(page)
    await dialog.getByRole('button', { name: say('projects_template_keep') }).click()
    await page.getByText(name, { exact: true }).first().waitFor()
    await holds(page)

    await page.goto('/projects/new')
    await page.getByText(say('projects_begin_template'), { exact: true }).click()
    await page.getByRole('combobox', { name: say('projects_begin_which_template') }).click()
    await page.getByRole('option', { name }).click()
    await page.getByText(say('projects_kind_procedures')).waitFor()
    await holds(page)
    const project = await finish(page, `Ny skole ${language}`)
    const procedures = (await json(page, `/projects/${project}/procedures`)).items
    expect(procedures.length).toBeGreaterThan(5)
    expect((await json(page, `/projects/${project}/columns`)).items.length).toBeGreaterThan(0)
    expect((await json(page, `/projects/${project}/systems`)).items).toEqual([])
    await context.close()
  })

  test('a copy brings systems and rows along and leaves the results', async () => {
    const { context, page } = await open(world, language, 'portrait')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto('/projects/new')
    await page.getByText(say('projects_begin_project'), { exact: true }).click()
    await page.getByRole('combobox', { name: say('projects_begin_which_project') }).click()
    await page.getByRole('option', { name: /Solbakkeengens/ }).click()
    await page.getByRole('checkbox', { name: new RegExp(`^${say('projects_kind_rows')}`) }).check()
    await holds(page)
    const project = await finish(page, `Kopi ${language}`)
    const rows = () => json(page, `/projects/${project}/rows?count=true&limit=5`)
    await until(async () => (await rows()).total === 334)
    for (const row of (await rows()).items) {
      expect([row.status, row.measured, row.done_on, row.person]).toEqual(['not_started', null, null, null])
      expect(row.system).not.toBeNull()
    }
    await context.close()
  })

  test('people of other companies see no template', async () => {
    const { context, page } = await open(world, language, 'desk')
    await signIn(world, page, language, 'peter.dahl')
    expect((await json(page, '/templates')).items).toEqual([])
    await context.close()
  })
})
