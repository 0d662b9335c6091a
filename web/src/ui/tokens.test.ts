import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Tokens = Record<string, string>

/** themes reads the token file: dark and sun are the light tokens with their own on top. */
function themes(): Record<'light' | 'dark' | 'sun', Tokens> {
  const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
  const block = (start: string) => {
    const found: Tokens = {}
    for (const part of css.split(`\n${start} {`).slice(1)) {
      for (const [, name, value] of part
        .slice(0, part.indexOf('}'))
        .matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)) {
        if (name && value) found[name] = value
      }
    }
    return found
  }
  const light = block(':root')
  return {
    light,
    dark: { ...light, ...block('[data-theme="dark"]') },
    sun: { ...light, ...block('[data-theme="sun"]') },
  }
}

type Rgb = [number, number, number]

function linear(hex: string): Rgb {
  const channel = (at: number) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b

/** contrast is the ratio of WCAG 2.2, 1.4.3. */
function contrast(a: string, b: string): number {
  const [x, y] = [luminance(linear(a)), luminance(linear(b))]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

// Machado, Oliveira and Fernandes 2009, full severity.
const sights: Record<string, number[][]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** lab is the colour in CIE L*a*b* under D65, as the given sight sees it. */
function lab(hex: string, sight: number[][]): Rgb {
  const rgb = linear(hex)
  const seen = sight.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, k, i) => sum + k * (rgb[i] ?? 0), 0),
      ),
    ),
  )
  const [r = 0, g = 0, b = 0] = seen
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b)
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const distance = (a: Rgb, b: Rgb) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])

const pairs: [fg: string, bg: string, least: number][] = [
  ['text', 'bg', 7],
  ['text', 'surface', 7],
  ['text', 'sunken', 7],
  ['text', 'accent-soft', 7],
  ['muted', 'surface', 7],
  ['muted', 'bg', 7],
  ['muted', 'sunken', 7],
  ['accent', 'surface', 7],
  ['accent', 'bg', 7],
  ['accent', 'accent-soft', 4.5],
  ['on-accent', 'accent-fill', 4.5],
  ['on-accent', 'accent-fill-hover', 4.5],
  ['danger', 'surface', 7],
  ['danger', 'danger-soft', 4.5],
  ['on-danger', 'danger-fill', 4.5],
  ['on-danger', 'danger-fill-hover', 4.5],
  ['warn', 'warn-soft', 7],
  ['good', 'good-soft', 7],
  ['good', 'surface', 7],
  ['control', 'surface', 3],
  ['control', 'bg', 3],
  ['focus-outer', 'surface', 3],
  ['focus-outer', 'bg', 3],
  ['focus-outer', 'focus-inner', 3],
]

const statuses = [
  'not-started',
  'ready',
  'in-progress',
  'passed',
  'passed-with-remarks',
  'failed',
  'blocked',
  'not-applicable',
  'approved',
]

for (const [theme, tokens] of Object.entries(themes())) {
  const colour = (name: string) => {
    const value = tokens[name]
    if (!value) throw new Error(`no token --${name}`)
    return value
  }

  test.each(pairs)(`${theme}: %s on %s is at least %s to 1`, (fg, bg, least) => {
    expect(contrast(colour(fg), colour(bg))).toBeGreaterThanOrEqual(least)
  })

  test.each(statuses)(
    `${theme}: the words of %s stand out from its fill, and its line from the page`,
    (status) => {
      expect(contrast(colour(`status-${status}-fg`), colour(`status-${status}-bg`))).toBeGreaterThanOrEqual(
        5.3,
      )
      const edge = Math.max(
        contrast(colour(`status-${status}-line`), colour('surface')),
        contrast(colour(`status-${status}-bg`), colour('surface')),
      )
      // Pale fills carry dark words and an icon; only fills without any edge of their own must have a line.
      if (contrast(colour(`status-${status}-bg`), '#ffffff') < 1.1) expect(edge).toBeGreaterThanOrEqual(3)
    },
  )

  test.each(Object.keys(sights))(`${theme}: no two statuses look alike to %s sight`, (sight) => {
    const seen = statuses.map((status) => lab(colour(`status-${status}-bg`), sights[sight] ?? []))
    const near: string[] = []
    seen.forEach((a, i) => {
      seen.slice(i + 1).forEach((b, j) => {
        const names = [statuses[i], statuses[i + 1 + j]]
        // Both are white; a dashed line and a dash instead of a circle tell them apart.
        if (names.join() === 'not-started,not-applicable') return
        if (distance(a, b) < 18) near.push(`${names.join(' and ')}: ${distance(a, b).toFixed(1)}`)
      })
    })
    expect(near).toEqual([])
  })
}
