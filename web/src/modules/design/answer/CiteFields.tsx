import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAccess, useProject } from '~/api/access'
import { reading } from '~/api/query'
import { formatDate } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { whyNot } from '~/lib/rights'
import { Fields } from '~/ui/form/Fields'
import { useField } from '~/ui/form/field'
import { NumberField } from '~/ui/form/NumberField'
import { SearchSelect } from '~/ui/form/SearchSelect'
import { calledOf } from '../parts/Cited'

/** CiteFields say where an answer stands: a document of the project, which version of it, and the page. */
export function CiteFields() {
  const path = { project: useProject() }
  const why = whyNot(useAccess(), 'documents.view')
  const { value, set, shared } = useField<string | null>({
    name: 'version_of',
    label: m.design_document(),
    description: why ?? m.design_document_about(),
    disabled: why !== undefined,
  })
  const [words, setWords] = useState('')
  const [opened, setOpened] = useState(false)
  const [sought] = useDebouncedValue(words, 150)
  const label = useQuery({
    ...reading('documents.label.list', { path, query: { ids: JSON.stringify([value]) } }),
    enabled: value !== null,
  }).data?.items[0]
  const document = value === null ? undefined : (label?.document ?? undefined)
  const called = value === null || !label ? '' : label.document ? named(label) : calledOf(label)
  // What stands there already is no search.
  const q = sought.trim() === called ? '' : sought.trim()
  const found = useQuery({
    ...reading('documents.document.list', { path, query: { limit: 50, ...(q ? { q } : {}) } }),
    enabled: opened && !why,
  }).data?.items
  const versions = useQuery({
    ...reading('documents.document.read', { path: { ...path, document: document ?? '' } }),
    enabled: document !== undefined && !why,
  }).data?.versions

  const options = (found ?? []).flatMap((one) =>
    one.newest ? [{ value: one.newest, label: named(one), document: one.id }] : [],
  )
  // Of the document that is chosen, the version that is chosen stands for it.
  const shown = options.filter((one) => one.value !== value && one.document !== document)
  const own = options.find((one) => one.value === value)
  if (value !== null) shown.unshift({ value, label: called || own?.label || '…', document: document ?? '' })
  return (
    <>
      <SearchSelect
        {...shared}
        data={shown.map(({ value, label }) => ({ value, label }))}
        value={value}
        onChange={set}
        words={words}
        onWords={setWords}
        onOpened={setOpened}
      />
      {value !== null && (
        <Fields side>
          {versions && (
            <Select
              label={m.design_document_version()}
              data={versions.map((one) => ({
                value: one.id,
                label: m.design_document_revision({
                  revision: one.revision,
                  when: formatDate(one.made_at.slice(0, 10)),
                }),
              }))}
              value={value}
              onChange={(version) => version && set(version)}
              allowDeselect={false}
              disabled={shared.disabled}
              readOnly={shared.readOnly}
              comboboxProps={{ transitionProps: { duration: 0 } }}
              checkIconPosition="right"
            />
          )}
          <NumberField name="page" label={m.design_document_page()} min={1} max={10_000} />
        </Fields>
      )}
    </>
  )
}

const named = ({ number, title }: { number: string; title: string }) => `${number} ${title}`
