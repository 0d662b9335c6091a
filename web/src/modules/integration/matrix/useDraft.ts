import { useEffect, useState } from 'react'
import { useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { say } from '~/ui/toast'
import type { Matrix } from '../words'
import { type Content, contentOf, isSame } from './content'

/** useDraft holds what is being written of a matrix until it is saved; what nobody has touched here follows what others write. */
export function useDraft(matrix: Matrix) {
  const project = useProject()
  const [draft, setDraft] = useState<{ base: number; content: Content }>()
  const write = useWrite('integration.matrix.write', {
    onDone: () => {
      setDraft(undefined)
      say(m.integration_saved())
    },
  })
  const read = contentOf(matrix)
  const content = draft?.content ?? read
  const changed = draft !== undefined
  useEffect(() => {
    if (!changed) return
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', stay)
    return () => window.removeEventListener('beforeunload', stay)
  }, [changed])
  const put = (next: Content) => {
    write.reset()
    setDraft(isSame(next, read) ? undefined : { base: draft?.base ?? matrix.version, content: next })
  }
  const drop = () => {
    write.reset()
    setDraft(undefined)
  }
  const save = () =>
    draft &&
    write.mutate({ path: { project, matrix: matrix.id }, body: { base: draft.base, ...draft.content } })
  return { content, changed, put, write, save, drop }
}
