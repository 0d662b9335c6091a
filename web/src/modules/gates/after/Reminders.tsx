import { Switch } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { useProject } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { sayWrong } from '~/ui/toast'

/** Reminders is whether one is told by mail of what is due soon. */
export function Reminders() {
  const path = { project: useProject() }
  const { data } = useRead('gates.reminder.read', { path })
  const choose = useWrite('gates.reminder.choose')
  if (!data) return null
  return (
    <Switch
      label={m.gates_reminders()}
      description={m.gates_reminders_about()}
      checked={data.wanted}
      disabled={choose.isPending}
      onChange={(event) =>
        choose.mutate({ path, body: { wanted: event.currentTarget.checked } }, { onError: sayWrong })
      }
    />
  )
}
