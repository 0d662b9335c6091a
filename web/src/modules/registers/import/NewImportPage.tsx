import { Button, Select } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useAccess, useProject } from '~/api/access'
import { asProblem, type Problem } from '~/api/problem'
import { useWrite } from '~/api/query'
import { upload } from '~/api/upload'
import { formatSize } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { can } from '~/lib/rights'
import { uuid } from '~/lib/uuid'
import { FileDrop } from '~/ui/FileDrop'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { ProblemNote } from '~/ui/ProblemNote'
import { Progress } from '~/ui/Progress'
import { registerOf, registers } from '../thing/things'
import css from './import.module.css'
import { Steps } from './Steps'

/** NewImportPage takes the file that is to be brought in. */
export default function NewImportPage() {
  const project = useProject()
  const access = useAccess()
  const navigate = useNavigate()
  const { thing: meant } = useSearch({ strict: false }) as { thing?: string }
  const [thing, setThing] = useState<string>(registerOf(meant)?.thing ?? '')
  const [sending, setSending] = useState<{ file: File; share: number }>()
  const [problem, setProblem] = useState<Problem>()
  const stop = useRef<AbortController>(undefined)
  const start = useWrite('registers.import.start')

  const send = async ([file]: File[]) => {
    if (!file) return
    setProblem(undefined)
    stop.current = new AbortController()
    const { signal } = stop.current
    setSending({ file, share: 0 })
    try {
      const stored = await upload(project, file, { signal, onShare: (share) => setSending({ file, share }) })
      const made = await start.mutateAsync({
        path: { project },
        body: { id: uuid(), file: stored.id, ...(thing ? { thing } : {}) },
      })
      await navigate({ to: `/projects/${project}/imports/${made.id}`, replace: true })
    } catch (error) {
      if (!signal.aborted) setProblem(asProblem(error))
    }
    setSending(undefined)
  }
  return (
    <Page width="text">
      <PageHeader
        title={m.registers_import_new()}
        above={<Link to={`/projects/${project}/imports`}>{m.registers_nav_imports()}</Link>}
      />
      <Steps at="file" />
      {problem && <ProblemNote problem={problem} />}
      <Panel>
        <div className={css.stack}>
          <Select
            label={m.registers_import_into()}
            description={m.registers_import_into_about()}
            data={[
              { value: '', label: m.registers_import_guess() },
              ...registers
                .filter(({ area }) => can(access, `${area}.create`))
                .map((one) => ({ value: one.thing, label: one.label() })),
            ]}
            value={thing}
            onChange={(next) => setThing(next ?? '')}
            allowDeselect={false}
            disabled={sending !== undefined}
            comboboxProps={{ transitionProps: { duration: 0 } }}
          />
          {sending ? (
            <div className={css.stack} role="status">
              <strong>
                {m.registers_import_sending({ name: sending.file.name, size: formatSize(sending.file.size) })}
              </strong>
              <Progress share={sending.share < 1 ? sending.share : undefined} label={sending.file.name} />
              <span>
                <Button size="compact-sm" variant="default" onClick={() => stop.current?.abort()}>
                  {m.ui_cancel()}
                </Button>
              </span>
            </div>
          ) : (
            <FileDrop kinds={['.xlsx', '.csv']} about={m.registers_import_kinds()} onFiles={send} />
          )}
        </div>
      </Panel>
      <p className="muted">{m.registers_import_promise()}</p>
    </Page>
  )
}
