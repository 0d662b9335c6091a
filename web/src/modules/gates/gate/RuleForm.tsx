import { useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { NumberField } from '~/ui/form/NumberField'
import { PillsField } from '~/ui/form/PillsField'
import { SelectField } from '~/ui/form/SelectField'
import { SwitchField } from '~/ui/form/SwitchField'
import { say } from '~/ui/toast'
import { type Gate, gateName, severities } from '../words'

type Values = {
  share: number | null
  remarks: boolean
  entries: keyof typeof severities
  own_share: number | null
  chosen: boolean
  after: string[]
}

/** RuleForm says when a phase or milestone is reached, and what comes before it. */
export function RuleForm({ gate, gates, onDone }: { gate: Gate; gates: Gate[]; onDone: () => void }) {
  const path = { project: useProject(), gate: gate.id }
  const change = useWrite('gates.rule.change', {
    touches: ['gates.gate', 'gates.readiness', 'gates.order'],
    onDone: () => {
      say(m.gates_rule_saved())
      onDone()
    },
  })
  const others = gates.filter(({ id, milestone }) => id !== gate.id && milestone === gate.milestone)
  const { share, remarks, entries, own_share } = gate.rule
  return (
    <Form
      initial={{ share, remarks, entries, own_share, chosen: gate.chosen, after: gate.after ?? [] } as Values}
      problem={change.error}
      busy={change.isPending}
      onSubmit={({ share, remarks, entries, own_share, chosen, after }) =>
        change.mutate({
          path,
          body: {
            share: share ?? 0,
            remarks,
            entries,
            own_share: own_share ?? 0,
            ...(chosen ? { after } : {}),
          },
        })
      }
    >
      <Fields>
        <NumberField
          name="share"
          label={m.gates_rule_share()}
          description={m.gates_rule_share_about()}
          unit="%"
          min={0}
          max={100}
          required
        />
        <SwitchField name="remarks" label={m.gates_rule_remarks()} />
        <SelectField
          name="entries"
          label={m.gates_rule_entries()}
          options={(Object.keys(severities) as (keyof typeof severities)[]).map((value) => ({
            value,
            label: severities[value](),
          }))}
        />
        {gate.milestone && (
          <NumberField
            name="own_share"
            label={m.gates_rule_own()}
            description={m.gates_rule_own_about()}
            unit="%"
            min={0}
            max={100}
            required
          />
        )}
        <SwitchField name="chosen" label={m.gates_rule_chosen()} description={m.gates_rule_chosen_about()} />
        <PillsField
          name="after"
          label={m.gates_rule_after()}
          options={others.map((one) => ({ value: one.id, label: gateName(one) }))}
        />
        <FormActions submit={m.ui_save()} onCancel={onDone} />
      </Fields>
    </Form>
  )
}
