import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { words } from './words.ts'
import { faults, open, signIn, sizes, start, type World, widens } from './world.ts'

let world: World
beforeAll(async () => {
  world = await start()
})
afterAll(() => world?.stop())

describe.each(['da', 'en'] as const)('looking at the project as a member, in %s', (language) => {
  const say = words(language)

  test('the administrator sees what the contractor sees, changes nothing, and is back', async () => {
    const { context, page } = await open(world, language, language === 'da' ? 'desk' : 'landscape')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto('/projects/019dd000-0000-7000-8000-000000000001/members')
    await page.getByRole('button', { name: say('ui_actions_for', { name: 'Bo Riis' }) }).click()
    await page.getByRole('menuitem', { name: say('projects_member_view', { name: 'Bo Riis' }) }).click()
    const banner = page.getByRole('region', { name: say('app_viewing_label') })
    await banner.getByText(say('app_viewing', { name: 'Bo Riis' })).waitFor()
    for (const size of ['desk', 'landscape', 'portrait'] as const) {
      await page.setViewportSize(sizes[size])
      expect(await faults(page)).toEqual([])
      expect(await widens(page)).toBe(false)
    }
    const refused = await page.request.post('/api/projects/019dd000-0000-7000-8000-000000000001/systems', {
      data: { tag: 'XX99' },
      headers: { origin: world.url },
    })
    expect(refused.status()).toBe(403)
    expect((await refused.json()).type).toBe('/problems/denied/viewing')

    await banner.getByRole('button', { name: say('app_viewing_end') }).click()
    await banner.waitFor({ state: 'detached' })
    await page.goto('/projects/019dd000-0000-7000-8000-000000000001/history')
    await page.getByText(say('audit_did_view')).first().waitFor()
    await context.close()
  })
})
