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

const json = async (page: Page, path: string) => (await page.request.get(`/api${path}`)).json()

describe.each(['da', 'en'] as const)('the basis of design in %s', (language) => {
  const say = words(language)
  const discipline = language === 'da' ? 'Varme' : 'Domestic water'

  test('the designers are asked about what lacks an answer, one answer is returned once and then approved', async () => {
    const team = await open(world, language, 'desk')
    const page = team.page
    await signIn(world, page, language, 'ida.bech')
    const { items: people } = await json(page, `/projects/${demo}/people`)
    const line = people.find(({ name }: { name: string }) => name === 'Line Frost').id
    await page.goto(`/projects/${demo}/basis?show=all`)
    await page.getByText('K-005').first().waitFor()
    await holds(page)
    await page.getByRole('button', { name: say('design_ask'), exact: true }).click()
    const dialog = page.getByRole('dialog')
    const pick = async (label: string, option: string) => {
      await dialog.getByRole('combobox', { name: say(label), exact: true }).click()
      await page.getByRole('option', { name: option, exact: true }).click()
    }
    await pick('design_discipline', discipline)
    await pick('design_person', 'Line Frost')
    await holds(page)
    await dialog.getByRole('button', { name: say('design_see_preview'), exact: true }).click()
    await dialog.getByRole('list', { name: say('design_preview_list') }).waitFor()
    await holds(page)
    const before = (await json(page, `/projects/${demo}/basis?show=all&count=true`)).total
    await dialog.locator('button[type=submit]').click()
    await until(async () => (await json(page, `/projects/${demo}/basis?show=all&count=true`)).total > before)

    const designer = await open(world, language, 'portrait')
    const desk = designer.page
    await signIn(world, desk, language, 'line.frost')
    const code = language === 'da' ? 'K-010' : 'K-019'
    const { items } = await json(desk, `/projects/${demo}/basis?show=mine&q=${code}`)
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ status: 'asked', person: line })
    const id = items[0].id
    const now = () => json(desk, `/projects/${demo}/basis/${id}`)
    await desk.goto(`/projects/${demo}/basis?show=mine`)
    await holds(desk)
    await desk.getByRole('link', { name: new RegExp(code) }).click()
    await desk.getByRole('heading', { name: say('design_your_turn'), exact: true }).waitFor()
    await holds(desk)
    const give = async (text: string) => {
      await desk.locator('textarea[name=text]').first().fill(text)
      await desk.locator('input[name=reference]').fill('V-56-101, rev. A')
      await desk
        .getByRole('button', { name: say('design_give'), exact: true })
        .first()
        .click()
      await until(async () => (await now()).status === 'answered')
    }
    await give('Strengreguleringsventiler med måleudtag')
    await desk.getByRole('heading', { name: say('design_now'), exact: true }).waitFor()
    expect(await desk.getByRole('button', { name: say('design_approve'), exact: true }).count()).toBe(0)

    await page.goto(`/projects/${demo}/basis/${id}`)
    await page.getByRole('heading', { name: say('design_your_turn'), exact: true }).waitFor()
    await holds(page)
    await page.getByRole('button', { name: say('design_return'), exact: true }).click()
    await page.locator('textarea[name=reason]').fill('Hvor er beregningen?')
    await page.locator('form button[type=submit]').first().click()
    await until(async () => (await now()).status === 'returned')

    // The designer's page follows by itself.
    await desk.getByText('Hvor er beregningen?').first().waitFor()
    await give('Strengreguleringsventiler; beregning i bilag 2')
    await page
      .getByRole('button', { name: say('design_approve'), exact: true })
      .first()
      .waitFor()
    await page.locator('form button[type=submit]').first().click()
    await until(async () => (await now()).status === 'approved')
    await page.getByText(say('design_is_approved'), { exact: true }).waitFor()
    await holds(page)
    const { items: told } = await json(page, `/projects/${demo}/basis/${id}/events`)
    expect(told.map(({ kind }: { kind: string }) => kind)).toEqual([
      'asked',
      'answered',
      'returned',
      'answered',
      'approved',
    ])
    for (const { context } of [team, designer]) await context.close()
  })
})
