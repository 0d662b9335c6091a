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

describe.each(['da', 'en'] as const)('requirements in %s', (language) => {
  const say = words(language)

  test('one is written, approved by the client, proposed again with a reason, and approved as the next version', async () => {
    const engineer = await open(world, language, 'landscape')
    const desk = engineer.page
    await signIn(world, desk, language, 'ida.bech')
    const id = crypto.randomUUID()
    const code = `K-9${language}`
    const made = await desk.request.post(`/api/projects/${demo}/requirements`, {
      data: { id, code, title_da: 'Lydniveau', title_en: 'Sound level', target: 33, comparison: 'le' },
      headers: { origin: world.url },
    })
    expect(made.status()).toBe(201)
    const now = () => json(desk, `/projects/${demo}/requirements/${id}`)
    const act = (page: Page, key: string) => page.getByRole('button', { name: say(key), exact: true })

    await desk.goto(`/projects/${demo}/registers/requirements?row=${id}`)
    await desk.getByText(say('registers_approval_waits', { edition: 1 })).waitFor()
    expect(await act(desk, 'registers_approve').getAttribute('aria-disabled')).toBe('true')
    await holds(desk)

    const client = await open(world, language, 'portrait')
    const page = client.page
    await signIn(world, page, language, 'anne.holm')
    await page.goto(`/projects/${demo}/registers/requirements?row=${id}`)
    await page.getByText(say('registers_approval_waits_you', { edition: 1 })).waitFor()
    await holds(page)
    const approve = async (edition: number) => {
      await act(page, 'registers_approve').click()
      await page.getByText(say('registers_approval_version', { edition }), { exact: true }).waitFor()
      await holds(page)
      await act(page, 'registers_approve').last().click()
      await until(async () => (await now()).state === 'approved')
    }
    await approve(1)
    expect(await now()).toMatchObject({ edition: 1, state: 'approved' })

    // The engineer's page follows by itself; what is approved is changed by a proposal alone.
    await act(desk, 'registers_propose').click()
    const reason = language === 'da' ? 'Skærpet af akustikeren' : 'Made stricter by the acoustician'
    await desk.locator('textarea[name=reason]').fill(reason)
    await act(desk, 'registers_approval_see').click()
    await desk.getByText(say('registers_approval_version', { edition: 2 }), { exact: true }).waitFor()
    await holds(desk)
    await act(desk, 'registers_propose').last().click()
    await until(async () => (await now()).state === 'proposed')
    const limit = desk.locator('aside input[name=target], [role=dialog] input[name=target]')
    await limit.fill('30')
    await act(desk, 'ui_save').click()
    await until(async () => (await now()).target === 30)

    await page.getByText(say('registers_edition_now'), { exact: true }).waitFor()
    await page.getByText('33 → 30').waitFor()
    await page.getByText(reason).first().waitFor()

    // The client sends it back; the engineer mends it and proposes it anew.
    const why = language === 'da' ? 'Gælder det også om natten?' : 'Does it hold at night too?'
    await act(page, 'registers_return').click()
    await page.locator('textarea[name=reason]').fill(why)
    await act(page, 'registers_approval_see').click()
    await page.getByText(say('registers_approval_version', { edition: 2 }), { exact: true }).waitFor()
    await holds(page)
    await act(page, 'registers_return').last().click()
    await until(async () => (await now()).state === 'returned')
    await desk.getByText(say('registers_approval_returned_you', { edition: 2 })).waitFor()
    await desk.getByText(say('registers_approval_return_why', { reason: why })).waitFor()
    await holds(desk)
    await desk.locator('aside input[name=target_text], [role=dialog] input[name=target_text]').fill('24/7')
    await act(desk, 'ui_save').click()
    await until(async () => (await now()).target_text === '24/7')
    await act(desk, 'registers_propose_anew').click()
    await desk.locator('textarea[name=reason]').fill(reason)
    await act(desk, 'registers_approval_see').click()
    await desk.getByText(say('registers_approval_version', { edition: 2 }), { exact: true }).waitFor()
    await act(desk, 'registers_propose').last().click()
    await until(async () => (await now()).state === 'proposed')
    await approve(2)
    const { items } = await json(page, `/projects/${demo}/requirements/${id}/editions`)
    expect(items.map(({ number, target }: { number: number; target: number }) => [number, target])).toEqual([
      [2, 30],
      [1, 33],
    ])
    await page.getByText(say('registers_edition_no', { edition: 2 }), { exact: true }).waitFor()
    for (const { context } of [engineer, client]) await context.close()
  })

  test('several are approved at once after a preview that says what is refused', async () => {
    const { context, page } = await open(world, language, 'desk')
    await signIn(world, page, language, 'anne.holm')
    const ids = [crypto.randomUUID(), crypto.randomUUID()]
    for (const [at, id] of ids.entries()) {
      const made = await page.request.post(`/api/projects/${demo}/requirements`, {
        data: {
          id,
          code: `Z-${language}${at}`,
          title_da: 'Prøve',
          state: at === 0 ? 'approved' : 'proposed',
        },
        headers: { origin: world.url },
      })
      expect(made.status()).toBe(201)
    }
    await page.goto(`/projects/${demo}/registers/requirements?q=Z-${language}`)
    await page
      .locator('.cx-row', { hasText: `Z-${language}1` })
      .first()
      .waitFor()
    await page
      .locator('.cx-row', { hasText: `Z-${language}0` })
      .first()
      .getByText('Prøve')
      .click()
    await page.keyboard.press('Shift+ArrowDown')
    const bar = page.getByRole('region', { name: say('registers_selection') })
    await bar.getByRole('button', { name: say('registers_approve'), exact: true }).click()
    await page
      .getByText(say('registers_approval_preview', { count: 1, refused: 1 }), { exact: true })
      .waitFor()
    await holds(page)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('registers_approve'), exact: true })
      .click()
    await until(
      async () => (await json(page, `/projects/${demo}/requirements/${ids[1]}`)).state === 'approved',
    )
    await context.close()
  })
})
