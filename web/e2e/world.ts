import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** The sizes at which people work: a desk, and a tablet either way up. */
export const sizes = {
  desk: { width: 1440, height: 900 },
  landscape: { width: 1180, height: 820 },
  portrait: { width: 820, height: 1180 },
} as const

const root = join(import.meta.dirname, '..', '..')

/** World is the real program with its demo project, and a browser. */
export interface World {
  url: string
  data: string
  password: string
  browser: Browser
  stop: () => Promise<void>
}

/** start brings up the built binary on a data folder of its own, with a file of settings if there are any. */
export async function start(settings?: (data: string) => string): Promise<World> {
  const binary = join(root, 'bin', 'cxweb')
  if (!existsSync(binary)) throw new Error('bin/cxweb is not built: run go tool task build')
  const data = mkdtempSync(join(tmpdir(), 'cxweb-e2e-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const file = join(data, 'settings.yaml')
  if (settings) writeFileSync(file, settings(data), { mode: 0o600 })
  const program = spawn(binary, ['up'], {
    env: {
      ...process.env,
      ...(settings ? { CXWEB_CONFIG: file } : {}),
      CXWEB_DATA: data,
      CXWEB_ADDR: `127.0.0.1:${port}`,
      CXWEB_SAMPLES: '',
      CXWEB_LIMITS__TRIES: '10000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  program.stdout.on('data', (text) => (log += text))
  program.stderr.on('data', (text) => (log += text))
  await until(async () => {
    if (program.exitCode !== null) throw new Error(`the program ended:\n${log}`)
    return (await fetch(`${url}/readyz`).catch(() => undefined))?.ok ?? false
  })
  const browser = await chromium.launch({ executablePath: chrome(), args })
  return {
    url,
    data,
    password: readFileSync(join(data, 'demo-password'), 'utf8').trim(),
    browser,
    stop: async () => {
      await browser.close()
      await ended(program)
      rmSync(data, { recursive: true, force: true })
    },
  }
}

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function chrome(): string {
  const found = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  )
  if (!found) throw new Error('no Chromium: install it, or name it in CHROME_PATH')
  return found
}

async function ended(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null) return
  const end = new Promise((resolve) => program.once('exit', resolve))
  program.kill('SIGINT')
  await end
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

/** until waits for something to become true, for half a minute at most. */
export async function until(is: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000
  while (!(await is())) {
    if (Date.now() > end) throw new Error('it did not come about within 30 seconds')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** open opens a browser of its own in a language and at a size. */
export async function open(
  world: World,
  language: 'da' | 'en',
  size: keyof typeof sizes,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await world.browser.newContext({
    viewport: sizes[size],
    locale: language === 'da' ? 'da-DK' : 'en-GB',
    baseURL: world.url,
    hasTouch: size !== 'desk',
    acceptDownloads: true,
    ignoreHTTPSErrors: true, // the product speaks plain HTTP here; a company's server vouches for itself
    // What fades in has colours that nobody is to read yet; without motion it is there at once.
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  return { context, page }
}

/** faults lists what axe finds wrong with a page (WCAG 2.2 A and AA). */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    // What still fades out is waited for; what turns without end is let be.
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)))
    const result = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    })
    return result.violations.map(
      (v) =>
        `${v.id}: ${v.nodes
          .map((n) => n.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    )
  })
  return found
}

/** widens tells whether a page scrolls sideways, or past the frame in which its content scrolls, which none may. */
export function widens(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement
    const main = document.querySelector('main')
    const framed = main !== null && getComputedStyle(main).overflowY !== 'visible'
    return scrollWidth > clientWidth + 1 || (framed && scrollHeight > clientHeight + 1)
  })
}

/** signIn signs somebody of the demo project in through the page, in a language. */
export async function signIn(world: World, page: Page, language: 'da' | 'en', name: string): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('input[name=email]').fill(`${name}@demo.example`)
  await page.locator('input[name=password]').fill(world.password)
  await page.locator('form button[type=submit]').click()
  await page.getByText('Solbakkeengens Skole').first().waitFor()
  const me = await (await page.request.get('/api/me')).json()
  if (me.person.language === language) return
  const change = { base: me.person.version, language }
  const changed = await page.request.patch('/api/me', { data: change, headers: { origin: world.url } })
  if (!changed.ok()) throw new Error(`the language was not changed: ${await changed.text()}`)
  await page.reload()
  await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' })
}
