import { useSyncExternalStore } from 'react'
import { whenUnconfirmed } from '~/api/send'

type Done = (confirmed: boolean) => void

let asking: { answer: Promise<boolean>; done: Done } | undefined
let heard = () => {}

// Several requests may be refused at once; the reader is asked for all of them together.
whenUnconfirmed(() => {
  if (asking) return asking.answer
  let settle: Done = () => {}
  const answer = new Promise<boolean>((resolve) => {
    settle = resolve
  })
  const done: Done = (confirmed) => {
    asking = undefined
    settle(confirmed)
    heard()
  }
  asking = { answer, done }
  heard()
  return answer
})

const listen = (hear: () => void) => {
  heard = hear
  return () => {
    heard = () => {}
  }
}

/** useConfirming is what to call when the reader has shown once more who they are, or does not want to; undefined while nobody asks. */
export const useConfirming = (): Done | undefined => useSyncExternalStore(listen, () => asking?.done)
