import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import type { Problem } from '~/api/problem'
import { m } from '~/lib/paraglide/messages'
import { ProblemNote } from '~/ui/ProblemNote'
import { type Draft, type Line, type ListName, moved, newLine, type WrongLines, wrongLines } from './draft'
import { Lines } from './Lines'
import { listWords } from './stepWords'
import css from './wizard.module.css'

/** ListStep chooses, names and orders the lines of one or two lists. */
export function ListStep({
  names,
  lists,
  onChange,
  onSubmit,
  problem,
  acts,
}: {
  names: ListName[]
  lists: Draft['lists']
  onChange: (lists: Partial<Draft['lists']>) => void
  onSubmit: () => void
  problem: Problem | null
  acts: ReactNode
}) {
  const [wrong, setWrong] = useState<WrongLines>({})
  const element = useRef<HTMLFormElement>(null)
  const change = (name: ListName, lines: Line[]) => {
    onChange({ [name]: lines })
    setWrong({})
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = wrongLines(...names.map((name) => lists[name]))
    setWrong(found)
    if (Object.keys(found).length === 0) return onSubmit()
    requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  return (
    <form ref={element} onSubmit={submit} noValidate>
      {problem && <ProblemNote problem={problem} />}
      {names.map((name) => (
        <fieldset key={name} className={css.list}>
          <div className={css.listHead}>
            <legend>{listWords[name].title()}</legend>
            <span className="muted figures">
              {m.projects_line_count({ count: lists[name].filter(({ on }) => on).length })}
            </span>
            <span className={css.gap} />
            {[true, false].map((on) => (
              <Button
                key={String(on)}
                size="compact-sm"
                variant="subtle"
                onClick={() =>
                  change(
                    name,
                    lists[name].map((line) => ({ ...line, on })),
                  )
                }
              >
                {on ? m.projects_line_all() : m.projects_line_none()}
              </Button>
            ))}
          </div>
          <Lines
            name={name}
            lines={lists[name]}
            wrong={wrong}
            onChange={(key, part) =>
              change(
                name,
                lists[name].map((line) => (line.key === key ? { ...line, ...part } : line)),
              )
            }
            onMove={(from, to) => change(name, moved(lists[name], from, to))}
            onRemove={(key) =>
              change(
                name,
                lists[name].filter((line) => line.key !== key),
              )
            }
          />
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => change(name, [...lists[name], newLine()])}
          >
            {listWords[name].add()}
          </Button>
        </fieldset>
      ))}
      {acts}
    </form>
  )
}
