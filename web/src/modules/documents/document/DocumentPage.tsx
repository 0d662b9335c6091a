import { IconPlus } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useCan, useProject } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { named } from '~/lib/locale'
import { formatSize } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { Back } from '~/ui/Back'
import { type Column, DataTable } from '~/ui/DataTable'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { TextField } from '~/ui/form/TextField'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { say } from '~/ui/toast'
import { FileField } from '../parts/FileField'
import { FileLink } from '../parts/FileLink'
import { useNames } from '../parts/lookup'
import { kinds, type Opened, optionsOf } from '../words'

type Version = Opened['versions'][number]

/** DocumentPage is one document: what is said of it, and every version that there is. */
export default function DocumentPage() {
  const project = useProject()
  const { document: id = '' } = useParams({ strict: false }) as { document?: string }
  const { data, error, refetch } = useRead('documents.document.read', { path: { project, document: id } })
  if (data) return <Open key={data.id} document={data} />
  return (
    <Page>
      <PageHeader
        title={m.documents_title()}
        above={<Back to={`/projects/${project}/documents`}>{m.documents_title()}</Back>}
      />
      {error ? <ErrorState error={error} onRetry={refetch} /> : <Lines count={8} />}
    </Page>
  )
}

function Open({ document }: { document: Opened }) {
  const project = useProject()
  const names = useNames()
  const [adding, setAdding] = useState(false)
  const mayHistory = useCan('history.view')
  const columns: Column<Version>[] = [
    { key: 'revision', title: m.documents_revision(), width: '90px', show: ({ revision }) => revision },
    {
      key: 'file',
      title: m.documents_file(),
      show: ({ file, name, media_type, checked }) => (
        <FileLink file={file} mediaType={media_type} checked={checked}>
          {name}
        </FileLink>
      ),
    },
    { key: 'size', title: m.documents_size(), width: '100px', show: ({ size }) => formatSize(size) },
    {
      key: 'made',
      title: m.documents_made(),
      show: ({ made_at, made_by }) =>
        [formatMoment(made_at), names.person(made_by)].filter(Boolean).join(', '),
    },
    { key: 'note', title: m.documents_note(), show: ({ note }) => note },
    {
      key: 'sha',
      title: m.documents_hash(),
      show: ({ sha256 }) => <code title={sha256}>{sha256.slice(0, 12)}</code>,
    },
  ]
  return (
    <Page>
      <PageHeader
        above={<Back to={`/projects/${project}/documents`}>{m.documents_title()}</Back>}
        title={`${document.number} ${document.title}`}
        under={[
          kinds[document.kind](),
          names.discipline(document.discipline),
          names.company(document.company),
        ]
          .filter(Boolean)
          .join(' · ')}
        acts={
          <ActButton
            why={document.may ? undefined : m.documents_others()}
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {m.documents_add_version()}
          </ActButton>
        }
      />
      <Panel title={m.documents_versions()} under={m.documents_versions_about()}>
        <DataTable
          caption={m.documents_versions()}
          columns={columns}
          rows={document.versions}
          rowKey={({ id }) => id}
        />
      </Panel>
      <Panel title={m.documents_facts()}>
        <Facts document={document} names={names} />
        {mayHistory && (
          <p>
            <Link to={`/projects/${project}/history?table=documents.documents&row=${document.id}`}>
              {m.documents_history()}
            </Link>
          </p>
        )}
      </Panel>
      {adding && <AddVersion document={document} onClose={() => setAdding(false)} />}
    </Page>
  )
}

function Facts({ document, names }: { document: Opened; names: ReturnType<typeof useNames> }) {
  const project = useProject()
  const change = useWrite('documents.document.change', { onDone: () => say(m.documents_saved()) })
  const { number, title, kind, discipline, company } = document
  const before = { number, title, kind, discipline, company }
  return (
    <Form
      key={document.version}
      initial={before}
      disabled={!document.may}
      problem={change.error}
      busy={change.isPending}
      onSubmit={(values) => {
        const changed = Object.fromEntries(
          Object.entries(values).filter(([name, value]) => value !== before[name as keyof typeof before]),
        )
        if (Object.keys(changed).length > 0)
          change.mutate({
            path: { project, document: document.id },
            body: { base: document.version, ...changed },
          })
      }}
    >
      <Fields side>
        <TextField name="number" label={m.documents_number()} maxLength={100} required />
        <TextField name="title" label={m.documents_title_of()} maxLength={300} required />
        <SelectField
          name="kind"
          label={m.documents_kind()}
          options={optionsOf(kinds, (one) => kinds[one]())}
          required
        />
        <SelectField
          name="discipline"
          label={m.documents_discipline()}
          clearable
          options={names.disciplines.map((one) => ({ value: one.id, label: named(one) }))}
        />
        <SelectField
          name="company"
          label={m.documents_company()}
          clearable
          options={names.companies.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Fields>
      {document.may && <FormActions submit={m.ui_save()} />}
    </Form>
  )
}

function AddVersion({ document, onClose }: { document: Opened; onClose: () => void }) {
  const project = useProject()
  const add = useWrite('documents.version.add', {
    touches: ['documents.document'],
    onDone: () => {
      say(m.documents_saved())
      onClose()
    },
  })
  return (
    <Dialog title={m.documents_add_version()} onClose={onClose} stay>
      <Form
        initial={{ revision: '', note: '', file: '' }}
        check={({ file }): Record<string, string> => (file ? {} : { file: m.ui_needed() })}
        problem={add.error}
        busy={add.isPending}
        onSubmit={(body) => add.mutate({ path: { project, document: document.id }, body })}
      >
        <Fields>
          <FileField />
          <TextField name="revision" label={m.documents_revision()} maxLength={20} required />
          <TextField name="note" label={m.documents_note()} rows={2} maxLength={2000} />
          <FormActions submit={m.documents_add_version()} onCancel={onClose} />
        </Fields>
      </Form>
    </Dialog>
  )
}
