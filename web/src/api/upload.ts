import type { Answer } from './call'
import { addressOf } from './call'
import { asProblem, problemOf, unreachable } from './problem'
import { headersFor } from './send'

/** Stored is a file that the server has taken. */
export type Stored = Answer<'files.file.upload'>

/**
 * upload sends a file to the project, and tells how much of it has gone. Of a
 * picture the server keeps what is seen; with keep also what the camera wrote.
 */
export function upload(
  project: string,
  file: File,
  {
    keep = false,
    onShare,
    signal,
  }: { keep?: boolean; onShare?: (share: number) => void; signal?: AbortSignal } = {},
): Promise<Stored> {
  const [method, address] = addressOf('files.file.upload', {
    path: { project },
    query: { name: file.name, ...(keep && { keep }) },
  })
  return new Promise((resolve, reject) => {
    // fetch does not tell how much of a body has been sent.
    const request = new XMLHttpRequest()
    request.open(method, address)
    for (const [name, value] of Object.entries(headersFor(method))) request.setRequestHeader(name, value)
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    request.upload.onprogress = (event) => event.total > 0 && onShare?.(event.loaded / event.total)
    request.onerror = () => reject(unreachable())
    request.onabort = () => reject(new DOMException('the upload was given up', 'AbortError'))
    request.onload = () => {
      if (request.status < 300) {
        try {
          resolve(JSON.parse(request.responseText) as Stored)
        } catch (error) {
          reject(asProblem(error))
        }
        return
      }
      problemOf({ status: request.status, text: async () => request.responseText }).then(reject)
    }
    signal?.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
