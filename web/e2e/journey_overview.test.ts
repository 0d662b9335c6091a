import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { words } from './words.ts'
import { faults, open, signIn, start, type World, widens } from './world.ts'

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

const json = async (page: Page, path: string) =>
  (await page.request.get(`/api/projects/${demo}${path}`)).json()

const filterOf = (page: Page) =>
  JSON.parse(new URL(page.url()).searchParams.get('filter') ?? '[]') as { field: string }[]

describe.each(['da', 'en'] as const)('the overview in %s', (language) => {
  const say = words(language)

  test('one filter keeps the whole page to a discipline, and each picture leads to its rows', async () => {
    const { context, page } = await open(world, language, 'desk')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}`)
    await page.getByRole('heading', { name: say('overview_heat') }).waitFor()
    await holds(page)
    const { items } = await json(page, '/disciplines')
    const ve = items.find((one: { code: string }) => one.code === 'VE')
    await page.getByRole('combobox', { name: say('overview_discipline') }).click()
    await page.getByRole('option', { name: ve[`name_${language}`], exact: true }).click()
    await page.waitForURL((url) => url.searchParams.get('discipline') === ve.id)
    const { late } = await json(page, `/progress?discipline=${ve.id}`)
    const figures = page.getByRole('list', { name: say('overview_figures') })
    await figures.getByText(String(late), { exact: true }).first().waitFor()
    await holds(page)

    await page
      .getByRole('list', { name: say('overview_heat') })
      .getByRole('link')
      .first()
      .click()
    await page.waitForURL(/registers\/rows/)
    expect(filterOf(page).map(({ field }) => field)).toEqual(['place', 'discipline'])
    await page
      .getByRole('list', { name: say('registers_filters') })
      .getByText(say('registers_field_place'))
      .waitFor()
    await page.goBack()

    await page.getByRole('link', { name: say('overview_curve_rows_planned') }).click()
    await page.waitForURL(/registers\/rows/)
    expect(filterOf(page).map(({ field }) => field)).toEqual(['planned_on', 'planned_on', 'discipline'])
    await page.goBack()

    await page.getByRole('button', { name: say('overview_part_all') }).click()
    await page.waitForURL((url) => !url.searchParams.has('discipline'))
    await context.close()
  })

  test('the weeks of the curve are gone through by the keyboard, and every picture is a table too', async () => {
    const { context, page } = await open(world, language, 'landscape')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}`)
    const slider = page.getByRole('slider', { name: say('overview_curve_week_choice') })
    await slider.waitFor()
    const before = await slider.getAttribute('aria-valuetext')
    await slider.focus()
    await page.keyboard.press('ArrowLeft')
    expect(await slider.getAttribute('aria-valuetext')).not.toBe(before)
    await holds(page)
    for (const one of await page.locator('label').getByText(say('overview_as_table'), { exact: true }).all())
      await one.click()
    await page.getByRole('table', { name: say('overview_curve') }).waitFor()
    await page.getByRole('table', { name: say('overview_heat') }).waitFor()
    await holds(page)
    await page.locator('label').getByText(say('overview_company'), { exact: true }).click()
    await page.getByRole('heading', { name: say('overview_by_company') }).waitFor()
    await context.close()
  })

  test('a status report of what is shown comes as a file', async () => {
    const { context, page } = await open(world, language, 'desk')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}`)
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: say('overview_report') }).click()
    const file = await coming
    expect(file.suggestedFilename()).toMatch(
      language === 'da' ? /^statusrapport-.*\.pdf$/ : /^status-report-.*\.pdf$/,
    )
    await holds(page)
    await context.close()
  })

  test('upright, the page stays as wide as the screen', async () => {
    const { context, page } = await open(world, language, 'portrait')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}`)
    await page.getByRole('heading', { name: say('overview_soon_rows') }).waitFor()
    await holds(page)
    await context.close()
  })
})
