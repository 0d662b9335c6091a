import { useWrite } from '~/api/query'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { Confirm } from '~/ui/Confirm'
import type { OwnColumn } from '../thing/own'
import { useRegister } from '../thing/register'

/** OwnColumnDelete asks before a column that the project added is taken away. */
export default function OwnColumnDelete({ of, onClose }: { of: OwnColumn; onClose: () => void }) {
  const { project } = useRegister()
  const remove = useWrite('registers.column.delete', { onDone: onClose })
  return (
    <Confirm
      opened
      title={m.registers_own_delete_title({ name: named(of) })}
      act={m.registers_own_delete()}
      busy={remove.isPending}
      problem={remove.error}
      onClose={onClose}
      onConfirm={() => remove.mutate({ path: { project, id: of.id }, query: { base: of.version } })}
    >
      <p>{m.registers_own_delete_about()}</p>
    </Confirm>
  )
}
