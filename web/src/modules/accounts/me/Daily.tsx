import { Switch } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { useRead, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { ErrorState } from '~/ui/ErrorState'
import { Panel } from '~/ui/Page'
import { say, sayWrong } from '~/ui/toast'

/** Daily is whether one gets the daily mail of what waits; the mail itself leads here. */
export function Daily() {
  const { data, error, refetch } = useRead('reminders.digest.read')
  const choose = useWrite('reminders.digest.choose', {
    onDone: ({ wanted }) => say(wanted ? m.accounts_daily_is_on() : m.accounts_daily_is_off()),
  })
  return (
    <div id="reminders">
      <Panel title={m.accounts_daily()} under={m.accounts_daily_about()}>
        {error && !data ? (
          <ErrorState error={error} onRetry={refetch} />
        ) : (
          <Switch
            label={m.accounts_daily_wanted()}
            description={m.accounts_daily_when()}
            checked={data?.wanted ?? false}
            disabled={!data || choose.isPending}
            onChange={(event) =>
              choose.mutate({ body: { wanted: event.currentTarget.checked } }, { onError: sayWrong })
            }
          />
        )}
      </Panel>
    </div>
  )
}
