import { Button } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconTrash } from '@tabler/icons-react'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { TextField } from '~/ui/form/TextField'
import css from '../integration.module.css'
import type { End } from '../words'
import type { Side } from './content'

/** EndDialog says what a cause or an effect is, moves it, or takes it away. */
export function EndDialog({
  side,
  end,
  taken,
  isNew,
  onKeep,
  onMove,
  onRemove,
  onClose,
}: {
  side: Side
  end: End
  /** taken are the codes of the others on its side. */
  taken: ReadonlySet<string>
  isNew: boolean
  onKeep: (end: End) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
  onClose: () => void
}) {
  const project = useProject()
  const { data: systems } = useRead('registers.system.list', { path: { project }, query: { limit: 500 } })
  const title = side === 'causes' ? m.integration_cause() : m.integration_effect()
  return (
    <Dialog title={title} onClose={onClose}>
      <Form
        initial={{ code: end.code, title_da: end.title_da, title_en: end.title_en, system: end.system ?? '' }}
        check={({ code }) =>
          taken.has(code.trim()) ? { code: m.integration_code_taken() } : ({} as Record<string, string>)
        }
        onSubmit={({ code, title_da, title_en, system }) =>
          onKeep({ id: end.id, code: code.trim(), title_da, title_en, system: system || null })
        }
      >
        <Fields>
          <TextField name="code" label={m.integration_code()} required maxLength={40} autoFocus />
          <TextField name="title_da" label={m.integration_title_da()} maxLength={300} />
          <TextField name="title_en" label={m.integration_title_en()} maxLength={300} />
          <SelectField
            name="system"
            label={m.integration_system()}
            clearable
            options={(systems?.items ?? []).map((one) => ({
              value: one.id,
              label: `${one.tag} ${named(one)}`,
            }))}
          />
        </Fields>
        {!isNew && (
          <div className={css.moves}>
            <Button variant="default" leftSection={<IconArrowLeft size={18} />} onClick={() => onMove(-1)}>
              {m.integration_earlier()}
            </Button>
            <Button variant="default" leftSection={<IconArrowRight size={18} />} onClick={() => onMove(1)}>
              {m.integration_later()}
            </Button>
            <Button variant="default" color="danger" leftSection={<IconTrash size={18} />} onClick={onRemove}>
              {m.integration_remove()}
            </Button>
          </div>
        )}
        <FormActions submit={m.integration_keep()} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
