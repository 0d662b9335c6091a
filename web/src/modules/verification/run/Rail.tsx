import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheck,
  IconCircleMinus,
  IconCircleX,
  IconFlag,
} from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { m } from '~/lib/paraglide/messages'
import { textOf } from '../procedure/words'
import { isMissing, type Run } from './judge'
import css from './run.module.css'
import type { Running } from './useRun'

/** Rail shows how far the test is, section by section, and leads to any step. */
export function Rail({
  run,
  running,
  place,
  onOpen,
}: {
  run: Run
  running: Running
  place: number
  onOpen: (place: number) => void
}) {
  const [open, setOpen] = useState(false)
  const list = useRef<HTMLOListElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the step that is open is brought into sight
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [place])
  const answered = running.asked.filter((step) => running.answers.get(step.code)?.result).length
  const sections = inSections(run, running)
  return (
    <nav className={css.rail} aria-label={m.verification_steps()} data-open={open || undefined}>
      <button type="button" className={css.progress} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span>{m.verification_progress({ at: String(answered), all: String(running.asked.length) })}</span>
        <progress value={answered} max={Math.max(1, running.asked.length)} aria-hidden />
      </button>
      <ol ref={list}>
        {sections.map((section, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sections keep their order
          <li key={i}>
            {section.title && (
              <p className={css.sectionName}>
                {section.title}
                <span className="figures muted">
                  {section.steps.filter(({ code }) => running.answers.get(code)?.result).length}/
                  {section.steps.length}
                </span>
              </p>
            )}
            <ol>
              {section.steps.map((step) => {
                const at = running.asked.indexOf(step)
                return (
                  <li key={step.id}>
                    <button
                      type="button"
                      aria-current={at === place ? 'step' : undefined}
                      onClick={() => {
                        setOpen(false)
                        onOpen(at)
                      }}
                    >
                      <Mark
                        running={running}
                        code={step.code}
                        id={step.id}
                        missing={isMissing(step, running.answers.get(step.code))}
                      />
                      <span>{textOf(step)}</span>
                    </button>
                  </li>
                )
              })}
            </ol>
          </li>
        ))}
        <li>
          <button
            type="button"
            aria-current={place === running.asked.length ? 'step' : undefined}
            onClick={() => {
              setOpen(false)
              onOpen(running.asked.length)
            }}
          >
            <IconFlag size={18} aria-hidden />
            <span>{m.verification_summary()}</span>
          </button>
        </li>
      </ol>
    </nav>
  )
}

function Mark({
  running,
  code,
  id,
  missing,
}: {
  running: Running
  code: string
  id: string
  missing: boolean
}) {
  const result = running.answers.get(code)?.result
  if (running.clashes.has(id) || running.refused.has(id)) {
    return (
      <IconAlertTriangle
        size={18}
        className={css.bad}
        aria-label={m.verification_mark_attention()}
        role="img"
      />
    )
  }
  if (result === 'failed')
    return <IconCircleX size={18} className={css.bad} aria-label={m.status_failed()} role="img" />
  if (result === 'not_applicable')
    return <IconCircleMinus size={18} aria-label={m.status_not_applicable()} role="img" />
  if (result && !missing)
    return <IconCircleCheck size={18} className={css.good} aria-label={m.status_passed()} role="img" />
  return <IconCircle size={18} aria-label={m.verification_mark_open()} role="img" />
}

/** inSections gathers the steps that are asked under the section that heads them. */
function inSections(run: Run, running: Running) {
  const all: { title: string; steps: Run['steps'] }[] = [{ title: '', steps: [] }]
  for (const step of run.steps) {
    if (step.kind === 'section') all.push({ title: textOf(step), steps: [] })
    else if (running.asked.includes(step)) all.at(-1)?.steps.push(step)
  }
  return all.filter(({ steps }) => steps.length > 0)
}
