import { useProject } from '~/api/access'
import type { Answer } from '~/api/call'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SwitchField } from '~/ui/form/SwitchField'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { say } from '~/ui/toast'
import css from './tags.module.css'

/** Rule says how tags are written, with what they look like. */
export function Rule({ rule, why }: { rule: Answer<'registers.tag.read_rule'>; why: string | undefined }) {
  const path = { project: useProject() }
  const set = useWrite('registers.tag.set_rule', { onDone: () => say(m.tags_rule_saved()) })
  return (
    <Form
      initial={{ grammar: rule.grammar, anew: rule.anew }}
      onSubmit={(body) => set.mutate({ path, body })}
      problem={set.error}
      busy={set.isPending}
      disabled={why !== undefined}
    >
      <Fields>
        {why && <Note>{why}</Note>}
        <TextField
          name="grammar"
          label={m.tags_grammar()}
          description={m.tags_grammar_about()}
          maxLength={200}
          required
        />
        <SwitchField name="anew" label={m.tags_anew()} description={m.tags_anew_about()} />
        <p className={css.such}>
          <span className="muted">{m.tags_such_system()}</span>{' '}
          <strong className="figures">{rule.system}</strong>
          <span className="muted">{m.tags_such_component()}</span>{' '}
          <strong className="figures">{rule.component}</strong>
        </p>
        {!why && <FormActions submit={m.ui_save()} />}
      </Fields>
    </Form>
  )
}
