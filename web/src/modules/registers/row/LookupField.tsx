import { useDebouncedValue } from '@mantine/hooks'
import { IconArrowUpRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { m } from '~/lib/paraglide/messages'
import { type FieldProps, useField } from '~/ui/form/field'
import { SearchSelect } from '~/ui/form/SearchSelect'
import type { Choice, Lookup } from '~/ui/grid/columns'
import css from './row.module.css'

/** LookupField is a reference into a long list, which one types to find. */
export function LookupField({ lookup, ...props }: FieldProps & { lookup: Lookup }) {
  const { value, set, shared } = useField<string | null | undefined>(props)
  const [words, setWords] = useState('')
  const [opened, setOpened] = useState(false)
  const [found, setFound] = useState<Choice[]>([])
  const [sought] = useDebouncedValue(words, 150)
  const label = value ? (lookup.label(value) ?? '…') : ''

  useEffect(() => {
    if (!opened) return
    const stop = new AbortController()
    // What stands there already is no search.
    lookup.search(sought === label ? '' : sought, stop.signal).then(setFound, () => {})
    return () => stop.abort()
  }, [lookup, sought, opened, label])

  const options = found.map((choice) => ({ value: choice.value, label: choice.label }))
  if (value && !options.some((one) => one.value === value)) options.unshift({ value, label })
  const hints = new Map(found.map((choice) => [choice.value, choice.hint]))
  const address = value ? lookup.address?.(value) : undefined
  const select = (
    <SearchSelect
      {...shared}
      data={options}
      value={value || null}
      onChange={set}
      words={words}
      onWords={setWords}
      onOpened={setOpened}
      renderOption={({ option }) => (
        <span>
          {option.label}
          {hints.get(option.value) && <small className="muted"> {hints.get(option.value)}</small>}
        </span>
      )}
    />
  )
  if (!address) return select
  return (
    <div className={css.linked}>
      {select}
      <Link to={address}>
        {m.registers_document_open({ number: label })} <IconArrowUpRight size={16} aria-hidden />
      </Link>
    </div>
  )
}
