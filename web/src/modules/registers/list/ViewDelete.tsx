import { useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Confirm } from '~/ui/Confirm'
import type { Saved } from './saved'

/** ViewDelete asks before a view is deleted; the rows that it showed stay. */
export default function ViewDelete({
  of,
  onClose,
  onDone,
}: {
  of: Saved
  onClose: () => void
  onDone: () => void
}) {
  const project = useProject()
  const remove = useWrite('registers.view.delete', {
    onDone: () => {
      onDone()
      onClose()
    },
  })
  return (
    <Confirm
      opened
      title={m.registers_view_delete_title({ name: of.name })}
      act={m.registers_view_delete()}
      busy={remove.isPending}
      problem={remove.error}
      onClose={onClose}
      onConfirm={() => remove.mutate({ path: { project, id: of.id }, query: { base: of.version } })}
    >
      <p>{of.whose === 'mine' ? m.registers_view_delete_mine() : m.registers_view_delete_shared()}</p>
    </Confirm>
  )
}
