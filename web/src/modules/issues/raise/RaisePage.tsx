import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAccess, useProject } from '~/api/access'
import type { Item } from '~/api/call'
import { reading, useWrite } from '~/api/query'
import { language } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { ErrorState } from '~/ui/ErrorState'
import { DateField } from '~/ui/form/DateField'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { SwitchField } from '~/ui/form/SwitchField'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { say, sayWrong } from '~/ui/toast'
import { moved } from '../entry/moving'
import { useNames, useTags } from '../parts/lookup'
import { PhotosField } from '../parts/PhotosField'
import { PlaceFields } from '../parts/PlaceFields'
import { ToLog } from '../parts/ToLog'
import { usePhotos } from '../parts/usePhotos'
import type { Severity } from '../words'
import { severities } from '../words'
import { bodyOf, type Draft, draftOf, fromAddress } from './draft'
import { KindField } from './KindField'
import css from './raise.module.css'

type Row = Item<'registers.row.list'>

/** RaisePage puts something on the log: a photo, a line of words, and what follows from where one came from. */
export default function RaisePage() {
  const project = useProject()
  const from = fromAddress(useSearch({ strict: false }) as Record<string, unknown>)
  const {
    data: row,
    error,
    refetch,
  } = useQuery({
    ...reading('registers.row.read', { path: { project, id: from.row ?? '-' } }),
    enabled: from.row !== undefined,
  })
  return (
    <Page width="text">
      <PageHeader title={m.issues_raise_title()} above={<ToLog />} />
      {from.row && error && !row ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : from.row && !row ? (
        <Lines count={8} />
      ) : (
        <Raise from={from} row={row} />
      )}
    </Page>
  )
}

function Raise({ from, row }: { from: ReturnType<typeof fromAddress>; row: Row | undefined }) {
  const project = useProject()
  const navigate = useNavigate()
  const { own_company } = useAccess()
  const { companies, people } = useNames()
  const photos = usePhotos()
  const tag = useTags([row?.system ?? null]).get(row?.system ?? '')?.tag
  const [id] = useState(uuid)
  const title = row && (language() === 'da' ? row.title_da || row.title_en : row.title_en || row.title_da)
  const raise = useWrite('issues.entry.raise', {
    touches: moved,
    onDone: (entry) => {
      say(m.issues_raised_as({ label: entry.label }))
      return navigate({ to: `/projects/${project}/log/${entry.id}`, replace: true })
    },
  })
  const submit = async (draft: Draft) => {
    try {
      raise.mutate({ path: { project }, body: bodyOf(draft, { id, ...from }, await photos.files()) })
    } catch (error) {
      sayWrong(error)
    }
  }
  return (
    <Form
      initial={draftOf(from, row)}
      problem={raise.error}
      busy={raise.isPending}
      onSubmit={submit}
      className={css.form}
    >
      <Panel>
        <Fields>
          {row && <Note>{m.issues_from_row({ row: [row.no, tag, title].filter(Boolean).join(' ') })}</Note>}
          <PhotosField
            label={m.issues_photos_before()}
            wrong={raise.error?.errors.get('photos')}
            photos={photos}
          />
          <TextField
            name="title"
            label={m.issues_what()}
            placeholder={m.issues_what_such_as()}
            maxLength={300}
            required
          />
          <KindField />
          <Fields side>
            <SelectField
              name="severity"
              label={m.issues_severity()}
              required
              options={(Object.keys(severities) as Severity[]).map((value) => ({
                value,
                label: severities[value].label(),
              }))}
            />
            <DateField name="due_on" label={m.issues_due()} description={m.issues_due_usual()} />
          </Fields>
          <TextField name="description" label={m.issues_description()} rows={3} maxLength={10_000} />
        </Fields>
      </Panel>
      <Panel title={m.issues_whose()} under={m.issues_whose_about()}>
        <Fields side>
          <SelectField
            name="company"
            label={m.issues_company()}
            clearable
            disabled={own_company}
            options={companies.map((one) => ({ value: one.id, label: one.name }))}
          />
          <SelectField
            name="person"
            label={m.issues_person()}
            clearable
            options={people
              .filter(({ left }) => !left)
              .map((one) => ({
                value: one.id,
                label: one.company ? `${one.name}, ${one.company}` : one.name,
              }))}
          />
        </Fields>
      </Panel>
      <Panel title={m.issues_where()} under={row ? m.issues_where_row() : undefined}>
        <Fields>
          <PlaceFields />
          <TextField name="cause" label={m.issues_cause()} maxLength={2000} />
          <SwitchField
            name="cost_effect"
            label={m.issues_cost_effect()}
            description={m.issues_cost_effect_about()}
          />
        </Fields>
      </Panel>
      <div className={css.send}>
        <FormActions submit={m.issues_raise_submit()} wide />
      </div>
    </Form>
  )
}
