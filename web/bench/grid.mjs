// Measures the register grid in Chromium on a register of 100,000 rows, prints the figures beside their
// limits and writes docs/bench/web.json. It wants bin/cxweb to be built; CXWEB_BENCH_URL and
// CXWEB_BENCH_PASSWORD name a program that runs already, and CXWEB_BENCH_PROJECT its project.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const root = join(import.meta.dirname, '..', '..')
const binary = join(root, 'bin', 'cxweb')
const rows = 100_000
const size = { width: 1180, height: 820 }

const { url, password, project, stop } = process.env.CXWEB_BENCH_URL ? running() : await begun()
const figures = []
try {
  await measure()
} finally {
  await stop()
}
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root }).toString().trim()
const machine = `${cpus().length} cores, node ${process.version}, ${process.platform}/${process.arch}, Chromium without GPU at ${size.width}×${size.height}`
writeFileSync(
  join(root, 'docs', 'bench', 'web.json'),
  `${JSON.stringify({ commit, machine, rows: figures }, null, 2)}\n`,
)

function add(id, what, unit, ours, limit) {
  const figure = {
    id,
    what,
    unit,
    ours: Number(ours.toFixed(2)),
    limit,
    ratio: ours / limit,
    goal: { max: 1 },
  }
  figures.push(figure)
  process.stdout.write(
    `${id.padEnd(4)} ${what}: ${figure.ours} ${unit}, limit ${limit}, ratio ${figure.ratio.toFixed(3)}\n`,
  )
}

function running() {
  const { CXWEB_BENCH_URL: url, CXWEB_BENCH_PASSWORD: password, CXWEB_BENCH_PROJECT: project } = process.env
  return { url, password, project, stop: async () => {} }
}

/** Brings the program up on a folder of its own and fills a project. */
async function begun() {
  const data = mkdtempSync(join(tmpdir(), 'cxweb-bench-'))
  const env = { ...process.env, CXWEB_DATA: data, CXWEB_ADDR: '127.0.0.1:8190', CXWEB_LIMITS__TRIES: '10000' }
  const url = 'http://localhost:8190'
  const program = spawn(binary, ['up'], { env, stdio: 'ignore' })
  while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) {
    if (program.exitCode !== null) throw new Error('the program ended')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const filled = execFileSync(binary, ['demo', '--rows', String(rows), '--projects', '1'], { env }).toString()
  return {
    url,
    password: readFileSync(join(data, 'demo-password'), 'utf8').trim(),
    project: /[0-9a-f-]{36}/.exec(filled)[0],
    stop: async () => {
      const end = new Promise((resolve) => program.once('exit', resolve))
      program.kill('SIGINT')
      await end
      rmSync(data, { recursive: true, force: true })
    },
  }
}

async function measure() {
  const executablePath = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  )
  const args = ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info']
  const browser = await chromium.launch({ executablePath, args })
  const context = await browser.newContext({ viewport: size, locale: 'da-DK', baseURL: url })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.locator('input[name=email]').fill('soeren.vang@demo.example')
  await page.locator('input[name=password]').fill(password)
  await page.locator('form button[type=submit]').click()
  await page.waitForURL(/projects/)

  const shown = []
  for (let round = 0; round < 7; round++) {
    await page.goto(`/projects/${project}/imports`)
    await page.waitForLoadState('networkidle')
    shown.push(await page.evaluate(firstRows))
  }
  // The first time loads the screen's own program.
  add('W1', `first rows of ${rows} shown, from the click on another page`, 'ms', median(shown.slice(1)), 300)

  const frames = []
  for (let round = 0; round < 5; round++) frames.push(await page.evaluate(scrolled))
  add('W2', 'p99 of 300 frames of 240 px scrolled, quietest of five', 'ms', Math.min(...frames), 20)
  const heap = await page.evaluate(() => performance.memory.usedJSHeapSize / 2 ** 20)
  add('W2m', 'heap of the page after it', 'MB', heap, 80)

  for (const [id, lines, columns] of [
    ['W3', 5000, 10],
    ['W3w', 10_000, 8],
  ]) {
    const block = await blockOf(page, id, lines, columns)
    await page.reload()
    await page.locator('[role=gridcell][aria-colindex="3"]').first().waitFor()
    await page.locator('[role=gridcell][aria-colindex="3"]').first().click()
    add(id, `paste of ${lines} × ${columns} cells till saved`, 's', await page.evaluate(pasted, block), 3)
  }
  await browser.close()
}

function median(all) {
  return all.sort((a, b) => a - b)[Math.floor(all.length / 2)]
}

/** Clicks the way to the register, and waits for its first row. */
async function firstRows() {
  const link = document.querySelector('a[href$="/registers"]')
  const begin = performance.now()
  link.click()
  await new Promise((resolve) => {
    const look = () => {
      const cell = document.querySelector('[role=gridcell]')
      if (cell?.textContent) resolve()
      else requestAnimationFrame(look)
    }
    look()
  })
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  return performance.now() - begin
}

async function scrolled() {
  const scroller = document.querySelector('.cx-scroller')
  scroller.scrollTop = 0
  await new Promise((resolve) => setTimeout(resolve, 500))
  const took = []
  let last = performance.now()
  for (let frame = 0; frame < 300; frame++) {
    scroller.scrollTop += 240
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const now = performance.now()
    took.push(now - last)
    last = now
  }
  return took.sort((a, b) => a - b)[Math.floor(took.length * 0.99)]
}

/** Makes a sheet as people copy it: titles, statuses, tags, names, criteria. */
async function blockOf(page, id, lines, columns) {
  const read = async (path) =>
    (await (await page.request.get(`/api/projects/${project}${path}`)).json()).items
  const [systems, disciplines, phases, methods] = [
    await read('/systems?limit=200'),
    await read('/disciplines'),
    await read('/phases'),
    await read('/methods'),
  ]
  const one = (all, n) => all[n % all.length]
  const begin = Date.now().toString(36)
  const words = ['Klar til test', 'I gang', 'Bestået', 'Ikke bestået']
  const milestones = phases.filter((phase) => phase.milestone)
  return Array.from({ length: lines }, (_, n) =>
    [
      `${id} ${begin} kontrol af ventil ${n}`,
      one(words, n),
      one(systems, n).tag,
      one(disciplines, n).name_da,
      one(phases, n % (phases.length - milestones.length)).name_da,
      milestones.length ? `${one(milestones, n).code} ${one(milestones, n).name_da}` : '',
      one(methods, n).name_da,
      '',
      `Højst ${n % 300} Pa`,
      one(['l/s', 'Pa', '°C'], n),
    ]
      .slice(0, columns)
      .join('\t'),
  ).join('\r\n')
}

/** Pastes as the browser does, and waits until the grid says that all is saved. */
async function pasted(block) {
  const data = new DataTransfer()
  data.setData('text/plain', block)
  const line = document.querySelector('.cx-status')
  const begin = performance.now()
  document.activeElement.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
  )
  const until = (is) =>
    new Promise((resolve) => {
      const look = () => (is() ? resolve() : requestAnimationFrame(look))
      look()
    })
  await until(() => /Gemmer|Saving/.test(line.textContent))
  await until(() => /[Gg]emt|[Ss]aved/.test(line.textContent) && !/Gemmer|Saving/.test(line.textContent))
  return (performance.now() - begin) / 1000
}
