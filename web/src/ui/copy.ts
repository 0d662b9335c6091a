import { m } from '~/lib/paraglide/messages'
import { say } from './toast'

/** copyText puts a text where it can be pasted from, and tells so; where the browser refuses, it says what to do instead. */
export async function copyText(
  text: string,
  copied: string = m.ui_copied(),
  refused: string = m.ui_not_copied(),
) {
  try {
    await navigator.clipboard.writeText(text)
    say(copied)
  } catch {
    say(refused)
  }
}
