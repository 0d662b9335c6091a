import { useSyncExternalStore } from 'react'

/** Theme is how the screen is lit; `auto` follows the device, `sun` is for reading in full daylight. */
export type Theme = 'auto' | 'light' | 'dark' | 'sun'

const key = 'cxweb.theme'
const listeners = new Set<() => void>()

function remembered(): Theme {
  try {
    const kept = localStorage.getItem(key)
    return kept === 'light' || kept === 'dark' || kept === 'sun' ? kept : 'auto'
  } catch {
    return 'auto'
  }
}

let chosen: Theme = remembered()
const prefersDark = () => matchMedia('(prefers-color-scheme: dark)')

/** drawn is the theme that is shown: what was chosen, or what the device asks for. */
const drawn = (): Exclude<Theme, 'auto'> =>
  chosen !== 'auto' ? chosen : prefersDark().matches ? 'dark' : 'light'

function show() {
  document.documentElement.dataset.theme = drawn()
  for (const listener of [...listeners]) listener()
}

/** light changes the theme, and remembers it on this device. */
export function light(next: Theme) {
  chosen = next
  try {
    localStorage.setItem(key, next)
  } catch {
    // A browser that keeps nothing shows the theme until it is closed.
  }
  show()
}

function subscribe(listener: () => void) {
  const media = prefersDark()
  listeners.add(listener)
  media.addEventListener('change', show)
  return () => {
    listeners.delete(listener)
    media.removeEventListener('change', show)
  }
}

/** useTheme is what was chosen and what is drawn. */
export function useTheme(): { chosen: Theme; drawn: Exclude<Theme, 'auto'> } {
  const shown = useSyncExternalStore(subscribe, () => `${chosen} ${drawn()}`).split(' ')
  return { chosen: shown[0] as Theme, drawn: shown[1] as Exclude<Theme, 'auto'> }
}
