import { createContext } from 'react'
import type { Line } from '~/api/live'

/** LineContext tells the top bar how the stream of changes stands; outside of projects there is none. */
export const LineContext = createContext<{
  line: Line | undefined
  report: (line: Line | undefined) => void
}>({
  line: undefined,
  report: () => {},
})
