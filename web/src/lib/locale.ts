import { useSyncExternalStore } from 'react'
import { overwriteGetLocale } from './paraglide/runtime'

/** Language is one that the product speaks. */
export type Language = 'da' | 'en'

const key = 'cxweb.language'
const listeners = new Set<() => void>()

/** preferred is the first of the browser's languages that the product speaks; Danish if there is none. */
function preferred(): Language {
  const wanted = typeof navigator === 'undefined' ? [] : (navigator.languages ?? [])
  const first = wanted.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'da' || tag === 'en')
  return first === 'en' ? 'en' : 'da'
}

/** remembered is the language chosen on this device, or the browser's until somebody chooses. */
function remembered(): Language {
  try {
    const chosen = localStorage.getItem(key)
    return chosen === 'en' || chosen === 'da' ? chosen : preferred()
  } catch {
    return preferred()
  }
}

let current: Language = remembered()
overwriteGetLocale(() => current)

/** language is the one spoken now. */
export const language = (): Language => current

/** locale is the name of the formats that go with the language. */
export const locale = (): string => (current === 'da' ? 'da-DK' : 'en-GB')

/** speak changes the language of the whole client at once, and remembers it on this device. */
export function speak(next: Language) {
  if (typeof document !== 'undefined') document.documentElement.lang = next
  try {
    localStorage.setItem(key, next)
  } catch {
    // A browser that keeps nothing speaks the language until it is closed.
  }
  if (next === current) return
  current = next
  for (const listener of [...listeners]) listener()
}

/** useLanguage follows the language, so that what is drawn changes with it. */
export function useLanguage(): Language {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, language)
}

/** named is the name of something that has one in each language; an empty one gives way to the other. */
export function named(thing: { name_da?: string | undefined; name_en?: string | undefined }): string {
  const [first, second] = current === 'da' ? [thing.name_da, thing.name_en] : [thing.name_en, thing.name_da]
  return first || second || ''
}
