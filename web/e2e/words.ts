import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '..', 'messages')

/** words reads what the screens say in a language, by message key. */
export function words(
  language: 'da' | 'en',
): (key: string, values?: Record<string, string | number>) => string {
  const all: Record<string, string> = {}
  for (const module of readdirSync(folder)) {
    const path = join(folder, module)
    const file = statSync(path).isDirectory() ? join(path, `${language}.json`) : path
    if (file.endsWith(`${language}.json`)) Object.assign(all, JSON.parse(readFileSync(file, 'utf8')))
  }
  return (key, values = {}) => {
    const text = all[key]
    if (typeof text !== 'string') throw new Error(`no message ${key}`)
    return Object.entries(values).reduce(
      (said, [name, value]) => said.replaceAll(`{${name}}`, String(value)),
      text,
    )
  }
}
