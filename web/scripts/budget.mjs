// Fails the build when what the first screen needs has grown past its budget (gzip).
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const dist = new URL('../dist/', import.meta.url)
const read = (path) => readFileSync(new URL(path.replace(/^\//, ''), dist))
const page = read('index.html').toString()
const named = (pattern) => [...page.matchAll(pattern)].map(([, path]) => path)
const zipped = (paths) => paths.reduce((sum, path) => sum + gzipSync(read(path)).length, 0)

const scripts = named(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)
const styles = named(/href="(\/assets\/[^"]+\.css)"/g)
const fonts = readdirSync(new URL('assets/', dist)).filter((name) => name.endsWith('.woff2'))

const budgets = [
  ['entry JS', zipped(scripts), 180_000],
  ['entry CSS', zipped(styles), 12_000],
  ['fonts', fonts.reduce((sum, name) => sum + read(`assets/${name}`).length, 0), 60_000],
]
let over = false
for (const [what, size, most] of budgets) {
  over ||= size > most
  process.stdout.write(
    `${what}: ${(size / 1000).toFixed(1)} kB of ${most / 1000} kB${size > most ? ', over the budget' : ''}\n`,
  )
}
process.exit(over ? 1 : 0)
