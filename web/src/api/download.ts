import { saveFile } from '~/lib/saveFile'
import { ask } from './send'

/** download hands the file at an address to the reader; the reader is told by the Problem thrown what stood in the way. */
export async function download(address: string): Promise<void> {
  const answer = await ask('GET', address)
  saveFile(nameOf(answer.headers.get('content-disposition') ?? ''), await answer.blob())
}

/** nameOf reads what the server calls a file (RFC 6266). */
export function nameOf(disposition: string): string {
  const name = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  return name ? decodeURIComponent(name) : ''
}
