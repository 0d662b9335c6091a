import {
  createContext,
  type FormEvent,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Problem } from '~/api/problem'
import { m } from '~/lib/paraglide/messages'
import { ProblemNote } from '~/ui/ProblemNote'

/** Wrong holds what is wrong with each field, by the field's name. */
export type Wrong = Record<string, string>

type Held = {
  values: Record<string, unknown>
  set: (name: string, value: unknown) => void
  /** fail says that what stands in a field cannot be read at all; undefined takes it back. */
  fail: (name: string, why: string | undefined) => void
  wrong: (name: string) => string | undefined
  mount: (name: string, required: boolean) => () => void
  disabled: boolean
  busy: boolean
}

const Context = createContext<Held | null>(null)

/** useHeld is the form that a field stands in. */
export function useHeld(): Held {
  const held = useContext(Context)
  if (!held) throw new Error('a field needs a form around it')
  return held
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

type Props<V> = {
  initial: V
  onSubmit: (values: V) => unknown
  /** onChange hears of every change, so that a draft can be kept. */
  onChange?: (values: V) => void
  /** check finds what is wrong before anything is sent. */
  check?: (values: V) => Wrong
  problem?: Problem | null | undefined
  busy?: boolean
  disabled?: boolean
  className?: string | undefined
  children: ReactNode
}

/**
 * Form holds the values of the fields inside it. A field shows the problem
 * whose pointer is its name; the form shows the rest.
 */
export function Form<V extends object>({
  initial,
  onSubmit,
  onChange,
  check,
  problem,
  busy = false,
  disabled = false,
  className,
  children,
}: Props<V>) {
  const [values, setValues] = useState(initial as Record<string, unknown>)
  const [found, setFound] = useState<Wrong>({})
  const [unreadable, setUnreadable] = useState<Wrong>({})
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [fields, setFields] = useState<ReadonlyMap<string, boolean>>(new Map())
  const element = useRef<HTMLFormElement>(null)

  const [seen, setSeen] = useState(problem)
  if (seen !== problem) {
    setSeen(problem)
    setTouched(new Set())
  }

  // A sending that was refused takes the reader to the first field to correct, or to what is said above the fields.
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (attempt === 0 && !problem) return
    const field = element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    if (field) field.focus()
    else element.current?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'nearest' })
  }, [attempt, problem])

  const held = useMemo<Held>(() => {
    const without = (all: Wrong, name: string) =>
      Object.fromEntries(Object.entries(all).filter(([n]) => n !== name))
    return {
      values,
      set: (name, value) => {
        if (busy) return
        const next = { ...values, [name]: value }
        setValues(next)
        setFound((all) => without(all, name))
        setTouched((all) => new Set(all).add(name))
        onChange?.(next as V)
      },
      fail: (name, why) => setUnreadable((all) => (why ? { ...all, [name]: why } : without(all, name))),
      wrong: (name) =>
        unreadable[name] ?? found[name] ?? (touched.has(name) ? undefined : problem?.errors.get(name)),
      mount: (name, required) => {
        setFields((all) => new Map(all).set(name, required))
        return () =>
          setFields((all) => {
            const rest = new Map(all)
            rest.delete(name)
            return rest
          })
      },
      disabled,
      busy,
    }
  }, [values, found, unreadable, touched, problem, disabled, busy, onChange])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (busy || disabled) return
    const wrong: Wrong = { ...check?.(values as V), ...unreadable }
    for (const [name, required] of fields)
      if (required && isEmpty(values[name])) wrong[name] ??= m.ui_needed()
    setFound(wrong)
    if (Object.keys(wrong).length > 0) setAttempt((n) => n + 1)
    else onSubmit(values as V)
  }

  const rest = problem && [...problem.errors].filter(([name]) => !fields.has(name))
  return (
    <Context value={held}>
      <form ref={element} onSubmit={submit} className={className} noValidate>
        {problem && rest && (problem.errors.size === 0 || rest.length > 0) && (
          <ProblemNote problem={problem} lines={rest.map(([, why]) => why)} />
        )}
        {children}
      </form>
    </Context>
  )
}
