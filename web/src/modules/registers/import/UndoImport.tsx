import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useCan, useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Confirm } from '~/ui/Confirm'
import { say } from '~/ui/toast'
import { rowsOf } from '../thing/counted'
import { type Import, totals } from './importWords'

/** UndoImport puts back everything that an import changed, after asking. */
export function UndoImport({ of, brief = false }: { of: Import; brief?: boolean }) {
  const project = useProject()
  const may = useCan('registers.edit_all')
  const [asking, setAsking] = useState(false)
  const undo = useWrite('registers.import.undo', {
    onDone: () => {
      setAsking(false)
      say(m.registers_import_undone())
    },
  })
  if (!may || !of.entries?.length) return null
  return (
    <>
      <Button
        size={brief ? 'compact-sm' : 'sm'}
        variant="default"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {brief ? m.ui_undo() : m.registers_import_undo()}
      </Button>
      <Confirm
        opened={asking}
        title={m.registers_import_undo_title({ name: of.name })}
        act={m.registers_import_undo()}
        busy={undo.isPending}
        problem={undo.error}
        onClose={() => setAsking(false)}
        onConfirm={() => undo.mutate({ path: { project, import: of.id } })}
      >
        <p>{m.registers_import_undo_about({ rows: rowsOf(totals(of.counts).done) })}</p>
      </Confirm>
    </>
  )
}
