import { photos as name } from '~/lib/unsent'

// The shelf keeps photos that the server does not have yet, so that a reload loses none.

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(name)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function act<T>(mode: IDBTransactionMode, what: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open()
  try {
    return await new Promise<T>((resolve, reject) => {
      const request = what(db.transaction(name, mode).objectStore(name))
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  } finally {
    db.close()
  }
}

/** putPhoto keeps a photo; bytes are kept rather than a Blob, which some tablets lose. */
export async function putPhoto(id: string, photo: Blob): Promise<void> {
  const bytes = await photo.arrayBuffer()
  await act('readwrite', (store) => store.put(bytes, id))
}

/** takePhoto finds a photo that was kept. */
export async function takePhoto(id: string): Promise<Blob | undefined> {
  const bytes = await act<ArrayBuffer | undefined>('readonly', (store) => store.get(id))
  return bytes && new Blob([bytes], { type: 'image/jpeg' })
}

/** dropPhotos forgets photos. */
export async function dropPhotos(ids: readonly string[]): Promise<void> {
  for (const id of ids) await act('readwrite', (store) => store.delete(id))
}
