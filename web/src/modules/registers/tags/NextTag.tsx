import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { call } from '~/api/call'
import { asProblem, type Problem } from '~/api/problem'
import { useRead } from '~/api/query'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { copyText } from '~/ui/copy'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { TextField } from '~/ui/form/TextField'
import css from './tags.module.css'

type Asked = { letters: string; location: string | null; system: string | null }

const whole = { limit: 500 }

/** NextTag proposes a tag that nothing has, or had before. */
export function NextTag({ located }: { located: boolean }) {
  const path = { project: useProject() }
  const { data: systems } = useRead('registers.system.list', { path, query: { ...whole, sort: 'tag' } })
  const { data: locations } = useRead('registers.location.list', { path, query: { ...whole, sort: 'code' } })
  const [tag, setTag] = useState<string>()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const ask = async ({ letters, location, system }: Asked) => {
    setBusy(true)
    setProblem(null)
    try {
      const query = { letters, ...(system ? { system } : location ? { location } : {}) }
      setTag((await call('registers.tag.propose', { path, query })).tag)
    } catch (error) {
      setTag(undefined)
      setProblem(asProblem(error))
    }
    setBusy(false)
  }
  const copy = () => copyText(tag ?? '')
  return (
    <Form
      initial={{ letters: '', location: null, system: null } as Asked}
      onSubmit={ask}
      problem={problem}
      busy={busy}
    >
      <Fields>
        <TextField name="letters" label={m.tags_letters_of()} maxLength={8} required />
        {located && (
          <SelectField
            name="location"
            label={m.tags_place()}
            clearable
            options={(locations?.items ?? []).map((one) => ({
              value: one.id,
              label: [one.code, one.name].filter(Boolean).join(' '),
            }))}
          />
        )}
        <SelectField
          name="system"
          label={m.tags_component_of()}
          clearable
          options={(systems?.items ?? []).map((one) => ({
            value: one.id,
            label: `${one.tag} ${named(one)}`,
          }))}
        />
        {tag && (
          <output className={css.proposed}>
            <strong className="figures">{tag}</strong>
            <Button variant="subtle" onClick={copy} leftSection={<IconCopy size={18} aria-hidden />}>
              {m.tags_copy()}
            </Button>
          </output>
        )}
        <FormActions submit={m.tags_propose()} />
      </Fields>
    </Form>
  )
}
