import { useState } from 'react'
import { useCan } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SwitchField } from '~/ui/form/SwitchField'
import { TextField } from '~/ui/form/TextField'
import type { Opened } from '../words'
import css from './entry.module.css'
import { useMove, usePath } from './moving'

/** JudgeForm is where the other side verifies a remedy, and closes the entry in the same step if it may. */
export function JudgeForm({ entry, onDone }: { entry: Opened; onDone: () => void }) {
  const path = usePath(entry)
  const mayClose = useCan('log.approve')
  const [closing, setClosing] = useState(mayClose)
  const verify = useMove('issues.entry.verify', onDone)
  return (
    <Form
      className={css.main}
      initial={{ verification: '', close: mayClose }}
      problem={verify.error}
      busy={verify.isPending}
      onChange={({ close }) => setClosing(close)}
      onSubmit={(body) => verify.mutate({ path, body })}
    >
      <Fields>
        <div className={css.quoted}>
          <p className="muted">{m.issues_remedy()}</p>
          <p className={css.text}>{entry.remedy}</p>
        </div>
        <TextField
          name="verification"
          label={m.issues_verified_how()}
          description={m.issues_verified_how_about()}
          rows={3}
          maxLength={10_000}
          required={entry.kind !== 'observation'}
        />
        {mayClose && <SwitchField name="close" label={m.issues_close_too()} />}
        <FormActions submit={closing ? m.issues_verify_and_close() : m.issues_verify()} wide />
      </Fields>
    </Form>
  )
}
