import { useReady } from '~/api/query'

/** useHouse is the name of the company whose presets the reader shares; empty where they have none. */
export const useHouse = (): string => useReady('accounts.me.read').data.person.company
