import { useProject } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { language } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { NumberField } from '~/ui/form/NumberField'
import { SelectField } from '~/ui/form/SelectField'
import { TextField } from '~/ui/form/TextField'
import { optionsOf, type Review, type Verdict, verdicts } from '../words'
import css from './review.module.css'

type Values = {
  of: string
  page: number | null
  place: string
  verdict: Verdict
  text: string
  requirement: string | null
}

/** CommentForm says something of a version under review, with a verdict. */
export function CommentForm({ review, of }: { review: Review; of: string | undefined }) {
  const project = useProject()
  const drawn = review.items.filter((one) => one.drawn)
  const { data: requirements } = useRead('registers.requirement.list', {
    path: { project },
    query: { limit: 500, sort: 'code' },
  })
  const make = useWrite('documents.comment.make', { touches: ['documents.review'] })
  const title = (one: { title_da: string; title_en: string }) =>
    language() === 'da' ? one.title_da || one.title_en : one.title_en || one.title_da
  return (
    <Form
      key={`${of ?? ''} ${make.data?.id ?? ''}`}
      className={css.say}
      initial={
        {
          of: of ?? make.data?.of ?? drawn[0]?.version ?? '',
          page: make.data?.page ?? null,
          place: '',
          verdict: 'must_change',
          text: '',
          requirement: null,
        } as Values
      }
      check={({ verdict, text }): Record<string, string> =>
        verdict !== 'accepted' && !text.trim() ? { text: m.ui_needed() } : {}
      }
      problem={make.error}
      busy={make.isPending}
      onSubmit={({ page, place, text, requirement, ...rest }) =>
        make.mutate({
          path: { project, review: review.id },
          body: {
            id: uuid(),
            ...rest,
            ...(page ? { page } : {}),
            ...(place ? { place } : {}),
            ...(text ? { text } : {}),
            ...(requirement ? { requirement } : {}),
          },
        })
      }
    >
      <h3>{m.documents_comment_new()}</h3>
      <Fields side>
        <SelectField
          name="of"
          label={m.documents_document()}
          required
          options={drawn.map(({ version, number, revision }) => ({
            value: version,
            label: `${number} ${m.documents_rev({ revision })}`,
          }))}
        />
        <SelectField
          name="verdict"
          label={m.documents_verdict()}
          required
          options={optionsOf(verdicts, (one) => verdicts[one].label())}
        />
        <NumberField name="page" label={m.documents_page()} min={1} max={10_000} />
        <TextField name="place" label={m.documents_place()} maxLength={200} />
      </Fields>
      <Fields>
        <TextField name="text" label={m.documents_comment()} rows={3} maxLength={10_000} />
        <SelectField
          name="requirement"
          label={m.documents_requirement()}
          clearable
          options={(requirements?.items ?? []).map((one) => ({
            value: one.id,
            label: `${one.code} ${title(one)}`,
          }))}
        />
        <FormActions submit={m.documents_comment_send()} />
      </Fields>
    </Form>
  )
}
