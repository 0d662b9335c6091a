import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faults, open, signIn, sizes, start, until, type World, widens } from './world.ts'

let world: World
beforeAll(async () => {
  world = await start()
})
afterAll(() => world?.stop())

describe.each(['da', 'en'] as const)('the door in %s', (language) => {
  test.each(Object.keys(sizes) as (keyof typeof sizes)[])('sign-in and projects on %s', async (size) => {
    const { context, page } = await open(world, language, size)
    await page.goto('/')
    await page.locator('input[name=email]').waitFor()
    expect(await faults(page)).toEqual([])
    expect(await widens(page)).toBe(false)
    await signIn(world, page, language, 'soeren.vang')
    expect(await faults(page)).toEqual([])
    expect(await widens(page)).toBe(false)
    await context.close()
  })

  test('signed out, nothing is given', async () => {
    const { context, page } = await open(world, language, 'desk')
    await signIn(world, page, language, 'soeren.vang')
    expect((await page.request.get('/api/projects')).status()).toBe(200)
    expect((await page.request.post('/api/sign_out', { headers: { origin: world.url } })).status()).toBe(200)
    expect((await page.request.get('/api/projects')).status()).toBe(401)
    await page.goto('/projects')
    await until(async () => page.url().includes('/sign-in'))
    await context.close()
  })

  test('a wrong password is told in words', async () => {
    const { context, page } = await open(world, language, 'portrait')
    await page.goto('/sign-in')
    await page.locator('input[name=email]').fill('soeren.vang@demo.example')
    await page.locator('input[name=password]').fill('Forkert123')
    await page.locator('form button[type=submit]').click()
    await page.getByText(language === 'da' ? 'hører ikke sammen' : 'do not belong together').waitFor()
    await context.close()
  })
})
