import { useNavigate } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { TextField } from '~/ui/form/TextField'
import { Sheet } from '~/ui/Sheet'

const whole = { limit: 500 }

/** tagsIn reads tags as people paste them: one a line, or with commas between. */
export const tagsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n\t;,]+/)
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
]

/** DrawSheet draws a sample from the components of a type, or from tags that are pasted. */
export function DrawSheet({ onClose }: { onClose: () => void }) {
  const project = useProject()
  const go = useNavigate()
  const { data: types } = useRead('registers.type.list', { path: { project }, query: whole })
  const { data: disciplines } = useRead('registers.discipline.list', { path: { project }, query: whole })
  const draw = useWrite('verification.sample.draw', {
    onDone: ({ id }) => go({ to: `/projects/${project}/samples/${id}` }),
  })
  return (
    <Sheet title={m.verification_sample_draw()} onClose={onClose}>
      <p className="muted">{m.verification_sample_draw_about()}</p>
      <Form
        initial={{ title: '', type: '', tags: '', discipline: '', share: '25', seed: '' }}
        problem={draw.error}
        busy={draw.isPending}
        onSubmit={({ title, type, tags, discipline, share, seed }) =>
          draw.mutate({
            path: { project },
            body: {
              id: uuid(),
              title: title.trim(),
              tags: tagsIn(tags),
              share: Number(share),
              ...(type ? { type } : {}),
              ...(discipline ? { discipline } : {}),
              ...(seed.trim() ? { seed: seed.trim() } : {}),
            },
          })
        }
      >
        <Fields>
          <TextField
            name="title"
            label={m.verification_sample_title()}
            description={m.verification_sample_title_about()}
            required
            maxLength={300}
          />
          <SelectField
            name="type"
            label={m.verification_sample_type()}
            clearable
            options={(types?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
          <TextField
            name="tags"
            label={m.verification_sample_tags()}
            description={m.verification_sample_tags_about()}
            rows={5}
            maxLength={500_000}
          />
          <SelectField
            name="share"
            label={m.verification_sample_share()}
            options={['25', '50', '100'].map((value) => ({ value, label: `${value} %` }))}
          />
          <SelectField
            name="discipline"
            label={m.verification_fact_discipline()}
            clearable
            options={(disciplines?.items ?? []).map((one) => ({ value: one.id, label: named(one) }))}
          />
          <TextField
            name="seed"
            label={m.verification_sample_seed()}
            description={m.verification_sample_seed_about()}
            maxLength={100}
          />
        </Fields>
        <FormActions submit={m.verification_sample_draw()} onCancel={onClose} />
      </Form>
    </Sheet>
  )
}
