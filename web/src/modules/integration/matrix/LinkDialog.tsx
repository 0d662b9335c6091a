import { Button } from '@mantine/core'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { NumberField } from '~/ui/form/NumberField'
import { TextField } from '~/ui/form/TextField'
import css from '../integration.module.css'
import { type End, type Link, titleOf } from '../words'

/** LinkDialog says what a cause has an effect do, and within how many seconds. */
export function LinkDialog({
  cause,
  effect,
  link,
  actions,
  onKeep,
  onClose,
}: {
  cause: End
  effect: End
  link: Link | undefined
  /** actions are those used elsewhere in the matrix, to choose from. */
  actions: readonly string[]
  onKeep: (link: Link) => void
  onClose: () => void
}) {
  const keep = (action: string, delay: number | null) =>
    onKeep({ cause: cause.id, effect: effect.id, action, delay_s: delay })
  return (
    <Dialog title={`${cause.code} → ${effect.code}`} onClose={onClose}>
      <p className="muted">
        {titleOf(cause)} → {titleOf(effect)}
      </p>
      {actions.length > 0 && (
        <fieldset className={css.quick}>
          <legend>{m.integration_used()}</legend>
          {actions.slice(0, 8).map((action) => (
            <Button key={action} variant="default" onClick={() => keep(action, link?.delay_s ?? null)}>
              {action}
            </Button>
          ))}
        </fieldset>
      )}
      <Form
        initial={{ action: link?.action ?? '', delay: link?.delay_s ?? (null as number | null) }}
        onSubmit={({ action, delay }) => keep(action, delay)}
      >
        <Fields>
          <TextField
            name="action"
            label={m.integration_action()}
            description={m.integration_action_about()}
            maxLength={60}
            autoFocus
          />
          <NumberField name="delay" label={m.integration_delay()} unit="s" min={0} max={86400} />
        </Fields>
        <FormActions submit={m.integration_keep()} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
