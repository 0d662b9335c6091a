import { Button } from '@mantine/core'
import { useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { sayWrong } from '~/ui/toast'
import type { Import } from './importWords'

/** CancelImport gives an import up before it has changed anything. */
export function CancelImport({ of }: { of: Import }) {
  const project = useProject()
  const cancel = useWrite('registers.import.cancel')
  return (
    <Button
      variant="default"
      loading={cancel.isPending}
      onClick={() => cancel.mutate({ path: { project, import: of.id } }, { onError: sayWrong })}
    >
      {m.registers_import_cancel()}
    </Button>
  )
}
