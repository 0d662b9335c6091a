import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { words } from './words.ts'
import { faults, open, signIn, type sizes, start, type World, widens } from './world.ts'

const demo = '019dd000-0000-7000-8000-000000000001'
const house = 'Commissioning Partner ApS'

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

type Member = {
  id: string
  name: string
  role: string
  rights: string[]
  company_name: string
  state: string
}

const json = async (page: Page, path: string) => (await page.request.get(`/api${path}`)).json()
const memberOf = async (page: Page, name: string): Promise<Member | undefined> =>
  (await json(page, `/projects/${demo}/members`)).items.find((one: Member) => one.name === name)

const journeys = [
  { language: 'da', size: 'desk', preset: 'Byggeleder (prøve)', leaves: 'Ida Bech', moves: 'Line Frost' },
  {
    language: 'en',
    size: 'portrait',
    preset: 'Site manager (trial)',
    leaves: 'Eva Nyholm',
    moves: 'Omar Said',
  },
] as const

describe.each(journeys)('rights in $language', ({ language, size, preset, leaves, moves }) => {
  const say = words(language)

  /** membersPage opens the list of members as the commissioning manager. */
  async function membersPage(at: keyof typeof sizes) {
    const { context, page } = await open(world, language, at)
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}/members`)
    await page.getByRole('heading', { name: say('projects_presets_of', { company: house }) }).waitFor()
    return { context, page }
  }

  /** act does something with a member by the menu of their line. */
  async function act(page: Page, name: string, key: string) {
    await page.getByRole('button', { name: say('ui_actions_for', { name }), exact: true }).click()
    await page.getByRole('menuitem', { name: say(key), exact: true }).click()
    await page.getByRole('dialog').waitFor()
  }

  test('a company keeps a preset of its own, gives it, changes it and withdraws it', async () => {
    const { context, page } = await membersPage(size)
    await act(page, 'Kim Lauritsen', 'projects_member_change')
    await page.getByRole('button', { name: say('projects_rights_show'), exact: true }).click()
    const approve = `${say('app_area_tests')}: ${say('app_verb_approve')}`
    await page.getByRole('checkbox', { name: approve, exact: true }).check()
    await page
      .getByRole('button', { name: say('projects_preset_save_of', { company: house }), exact: true })
      .click()
    await page.locator('input[name=name]').fill(preset)
    await holds(page)
    await page.getByRole('button', { name: say('projects_preset_keep'), exact: true }).click()
    await page.getByText(say('projects_preset_saved', { name: preset })).waitFor()
    await page.locator('input[name=name]').waitFor({ state: 'detached' })
    await holds(page)
    await page.getByRole('button', { name: say('ui_save'), exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const given = await memberOf(page, 'Kim Lauritsen')
    expect(given?.role).toBe(`own:${preset}`)
    expect(given?.rights).toContain('tests.approve')

    // It changes, and nobody's rights with it.
    await page.getByRole('button', { name: say('projects_preset_change_of', { name: preset }) }).click()
    await page.getByRole('checkbox', { name: approve, exact: true }).uncheck()
    await holds(page)
    await page.getByRole('button', { name: say('projects_preset_keep'), exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect((await memberOf(page, 'Kim Lauritsen'))?.rights).toContain('tests.approve')

    await page.getByRole('button', { name: say('projects_template_withdraw_of', { name: preset }) }).click()
    await page.getByRole('dialog').getByText(say('projects_preset_withdraw_about')).waitFor()
    await holds(page)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('projects_template_withdraw'), exact: true })
      .click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect((await memberOf(page, 'Kim Lauritsen'))?.role).toBe(`own:${preset}`)
    await page.getByRole('row').filter({ hasText: 'Kim Lauritsen' }).getByText(preset).waitFor()
    await holds(page)
    await context.close()
  })

  test('somebody is removed, and a colleague takes over what waits', async () => {
    const { context, page } = await membersPage('landscape')
    const leaver = await memberOf(page, leaves)
    const waits = async (id: string) =>
      (await json(page, `/projects/${demo}/members/${id}/duties`)).items as { kind: string; open: number }[]
    const before = await waits(leaver?.id ?? '')
    expect(before.some(({ open: count }) => count > 0)).toBe(true)
    const taker = await memberOf(page, 'Peter Dahl')
    await act(page, leaves, 'projects_member_remove')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('table').waitFor()
    await holds(page)
    await dialog.getByLabel(say('projects_duties_to')).first().click()
    await page.getByRole('option', { name: /^Peter Dahl/ }).click()
    await dialog.getByRole('columnheader', { name: say('projects_duties_goes') }).waitFor()
    await holds(page)
    await dialog.getByRole('button', { name: say('projects_member_remove'), exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await memberOf(page, leaves)).toBeUndefined()
    for (const { kind, open: count } of before.filter(({ open: some }) => some > 0))
      expect((await waits(taker?.id ?? '')).find((one) => one.kind === kind)?.open).toBeGreaterThanOrEqual(
        count,
      )
    await context.close()
  })

  test('somebody moves to another company, and what changes is shown first', async () => {
    const { context, page } = await membersPage(size)
    await act(page, moves, 'projects_member_change')
    const company = page.getByLabel(say('projects_move_company'), { exact: true }).first()
    await company.fill(`Nyt Rådgivningshus ${language}`)
    await page.getByRole('switch', { name: say('projects_rights_own_company') }).check()
    await page.getByText(say('projects_duties_there'), { exact: true }).waitFor()
    await page.getByLabel(say('projects_duties_to')).first().click()
    await page.getByRole('option', { name: /^Peter Dahl/ }).click()
    await page.getByRole('columnheader', { name: say('projects_duties_goes') }).waitFor()
    await holds(page)
    await page.getByRole('button', { name: say('ui_save'), exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const moved = await memberOf(page, moves)
    expect(moved?.company_name).toBe(`Nyt Rådgivningshus ${language}`)
    await page
      .getByRole('row')
      .filter({ hasText: moves })
      .getByText(`Nyt Rådgivningshus ${language}`)
      .waitFor()
    await context.close()
  })
})

test('people of other companies see the name of a preset and not the preset', async () => {
  const { context, page } = await open(world, 'en', 'landscape')
  await signIn(world, page, 'en', 'peter.dahl')
  expect(
    (await json(page, `/projects/${demo}/roles`)).items.filter((one: { own: boolean }) => one.own),
  ).toEqual([])
  await page.goto(`/projects/${demo}/members`)
  await page.getByText(words('en')('projects_presets_none')).waitFor()
  await holds(page)
  await context.close()
})
