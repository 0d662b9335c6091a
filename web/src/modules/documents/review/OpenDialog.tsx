import { useNavigate } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Dialog } from '~/ui/Dialog'
import { DateField } from '~/ui/form/DateField'
import { Fields } from '~/ui/form/Fields'
import { Form, useHeld } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { NumberField } from '~/ui/form/NumberField'
import { PillsField } from '~/ui/form/PillsField'
import { TextField } from '~/ui/form/TextField'
import type { useNames } from '../parts/lookup'

type Names = ReturnType<typeof useNames>
type Values = {
  title: string
  revision: string
  disciplines: string[]
  reviewers: string[]
  due_on: string | null
  seed: string
} & Record<`share_${string}`, number | null>

/** OpenDialog opens a review: which disciplines, how much of each, who reviews, by when. */
export default function OpenDialog({ names, onClose }: { names: Names; onClose: () => void }) {
  const project = useProject()
  const navigate = useNavigate()
  const open = useWrite('documents.review.open', {
    onDone: ({ id }) => navigate({ to: `/projects/${project}/reviews/${id}` }),
  })
  const submit = (values: Values) => {
    const { title, revision, disciplines, reviewers, due_on, seed } = values
    open.mutate({
      path: { project },
      body: {
        id: uuid(),
        title,
        scopes: disciplines.map((discipline) => ({
          discipline,
          share: values[`share_${discipline}`] ?? 100,
        })),
        reviewers,
        ...(revision ? { revision } : {}),
        ...(due_on ? { due_on } : {}),
        ...(seed ? { seed } : {}),
      },
    })
  }
  return (
    <Dialog title={m.documents_open_review()} onClose={onClose} stay>
      <Form
        initial={
          {
            title: '',
            revision: '',
            disciplines: [],
            reviewers: [],
            due_on: null,
            seed: '',
          } as unknown as Values
        }
        check={({ disciplines }): Record<string, string> =>
          disciplines.length > 0 ? {} : { disciplines: m.ui_needed() }
        }
        problem={open.error}
        busy={open.isPending}
        onSubmit={submit}
      >
        <Fields>
          <TextField name="title" label={m.documents_title_of()} maxLength={300} required />
          <PillsField
            name="disciplines"
            label={m.documents_review_disciplines()}
            description={m.documents_review_disciplines_about()}
            options={names.disciplines.map((one) => ({ value: one.id, label: named(one) }))}
          />
          <Shares names={names} />
          <TextField
            name="revision"
            label={m.documents_only_revision()}
            description={m.documents_only_revision_about()}
            maxLength={20}
          />
          <PillsField
            name="reviewers"
            label={m.documents_reviewers()}
            options={names.people.map((one) => ({ value: one.id, label: one.name }))}
          />
          <DateField name="due_on" label={m.documents_due()} />
          <TextField
            name="seed"
            label={m.documents_seed()}
            description={m.documents_seed_about()}
            maxLength={100}
          />
          <FormActions submit={m.documents_open_review()} onCancel={onClose} />
        </Fields>
      </Form>
    </Dialog>
  )
}

/** Shares asks how much of each chosen discipline is reviewed. */
function Shares({ names }: { names: Names }) {
  const { values } = useHeld()
  const chosen = values.disciplines as string[]
  return names.disciplines
    .filter(({ id }) => chosen.includes(id))
    .map((one) => (
      <NumberField
        key={one.id}
        name={`share_${one.id}`}
        label={m.documents_share_of({ discipline: named(one) })}
        description={m.documents_share_about()}
        unit="%"
        min={1}
        max={100}
      />
    ))
}
