import { Button, Menu } from '@mantine/core'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import { IconClipboardText, IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useProject } from '~/api/access'
import { isStale } from '~/api/problem'
import { refresh, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Confirm } from '~/ui/Confirm'
import { Note } from '~/ui/Note'
import { Panel } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { say } from '~/ui/toast'
import { IssueDialog } from './IssueDialog'
import { PasteDialog } from './PasteDialog'
import { Preview } from './Preview'
import css from './procedure.module.css'
import { StepCard } from './StepCard'
import { doubled, type Edition, type Kind, kinds, moved, newStep, type Procedure, type Step } from './steps'
import { kindWords } from './words'

/** Editor writes the steps of a draft: added, pasted, moved, doubled and deleted by keyboard and touch. */
export function Editor({ procedure, edition }: { procedure: Procedure; edition: Edition }) {
  const project = useProject()
  const cache = useQueryClient()
  const path = { project, procedure: procedure.id, edition: edition.id }
  const [steps, setSteps] = useState<Step[]>(edition.steps ?? [])
  const [base, setBase] = useState(edition.version)
  const [changed, setChanged] = useState(false)
  const [open, setOpen] = useState<string>()
  const [dialog, setDialog] = useState<'paste' | 'issue' | 'discard'>()
  const [seen, setSeen] = useState(false)
  const list = useRef<HTMLOListElement>(null)
  const write = useWrite('verification.edition.write', {
    touches: ['verification.procedure'],
    onDone: ({ version }) => {
      setBase(version)
      setChanged(false)
    },
  })
  const discard = useWrite('verification.edition.discard', { touches: ['verification.procedure'] })

  // What nobody has touched here follows what others write.
  useEffect(() => {
    if (changed || edition.version <= base) return
    setSteps(edition.steps ?? [])
    setBase(edition.version)
  }, [edition, changed, base])
  useEffect(() => {
    if (!changed) return
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', stay)
    return () => window.removeEventListener('beforeunload', stay)
  }, [changed])

  const put = (next: Step[], focus?: string) => {
    setSteps(next)
    setChanged(true)
    write.reset()
    if (focus) {
      requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-head="${focus}"]`)?.focus())
    }
  }
  const add = (kind: Kind) => {
    const step = newStep(kind, steps)
    put([...steps, step])
    setOpen(step.id)
  }
  const remove = (at: number) => {
    const next = steps.filter((_, i) => i !== at)
    put(next, (next[at] ?? next[at - 1])?.id)
  }
  const save = async (over = base) =>
    write.mutateAsync({ path, body: { base: over, steps } }).catch(() => undefined)
  const problemOf = (at: number, field: string) => write.error?.errors.get(`steps/${at}/${field}`)

  return (
    <Panel
      title={m.verification_steps()}
      under={m.verification_steps_keys()}
      acts={
        <>
          <Button
            variant="default"
            leftSection={<IconClipboardText size={18} />}
            onClick={() => setDialog('paste')}
          >
            {m.verification_paste()}
          </Button>
          <Button variant="default" onClick={() => setSeen(!seen)} aria-pressed={seen}>
            {seen ? m.verification_preview_close() : m.verification_preview()}
          </Button>
        </>
      }
    >
      {seen ? (
        <Preview steps={steps} />
      ) : (
        <ol className={css.steps} ref={list}>
          {steps.map((step, at) => (
            <StepCard
              key={step.id}
              step={step}
              at={at}
              steps={steps}
              read={base}
              opened={open === step.id}
              wrong={(field) => problemOf(at, field)}
              onOpen={() => setOpen(open === step.id ? undefined : step.id)}
              onChange={(part) => put(steps.map((one) => (one.id === step.id ? { ...one, ...part } : one)))}
              onMove={(by) => put(moved(steps, at, by), step.id)}
              onDouble={() => put(doubled(steps, at))}
              onDelete={() => remove(at)}
            />
          ))}
        </ol>
      )}
      {steps.length === 0 && !seen && <p className="muted">{m.verification_steps_none()}</p>}
      {!seen && (
        <Menu position="bottom-start" width={260}>
          <Menu.Target>
            <Button variant="light" leftSection={<IconPlus size={18} />}>
              {m.verification_step_add()}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {kinds.map((kind) => (
              <Menu.Item key={kind} onClick={() => add(kind)}>
                {kindWords[kind]()}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {write.error &&
        (isStale(write.error) ? (
          <Note tone="warn">
            <p>{m.verification_edition_stale()}</p>
            <div className={css.row}>
              <Button
                variant="default"
                onClick={async () => {
                  setChanged(false)
                  write.reset()
                  await refresh(cache, ['verification.edition'])
                }}
              >
                {m.verification_edition_theirs()}
              </Button>
              <Button
                variant="default"
                onClick={async () => {
                  await refresh(cache, ['verification.edition'])
                  const now = cache
                    .getQueriesData<Edition>({ queryKey: ['verification.edition'] })
                    .find(([, one]) => one?.id === edition.id)?.[1]
                  await save(now?.version ?? base)
                }}
              >
                {m.verification_edition_mine()}
              </Button>
            </div>
          </Note>
        ) : (
          <ProblemNote problem={write.error} />
        ))}
      <div className={css.bar}>
        <span className="muted" role="status">
          {changed ? m.verification_unsaved() : m.verification_draft_saved()}
        </span>
        <Button variant="subtle" color="danger" onClick={() => setDialog('discard')}>
          {m.verification_draft_discard()}
        </Button>
        <Button variant="default" disabled={!changed} loading={write.isPending} onClick={() => save()}>
          {m.verification_draft_save()}
        </Button>
        <Button
          disabled={steps.length === 0}
          onClick={async () => {
            if (changed && !(await save())) return
            setDialog('issue')
          }}
        >
          {m.verification_issue()}
        </Button>
      </div>
      {dialog === 'paste' && (
        <PasteDialog
          steps={steps}
          onAdd={(more) => {
            put([...steps, ...more])
            setDialog(undefined)
            say(m.verification_pasted({ count: String(more.length) }))
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'issue' && <IssueDialog path={path} base={base} onClose={() => setDialog(undefined)} />}
      <Confirm
        opened={dialog === 'discard'}
        title={m.verification_draft_discard()}
        act={m.verification_draft_discard()}
        busy={discard.isPending}
        problem={discard.error}
        onConfirm={() => discard.mutate({ path })}
        onClose={() => setDialog(undefined)}
      >
        {m.verification_draft_discard_about()}
      </Confirm>
    </Panel>
  )
}
