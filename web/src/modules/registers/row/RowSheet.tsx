import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useCan } from '~/api/access'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { ErrorState } from '~/ui/ErrorState'
import { Sheet } from '~/ui/Sheet'
import { SidePanel } from '~/ui/SidePanel'
import { Lines } from '~/ui/Skeletons'
import { StatusChip } from '~/ui/StatusChip'
import { Approval } from '../requirement/Approval'
import { type Line, readingLine } from '../thing/api'
import { flat } from '../thing/own'
import { useRegister } from '../thing/register'
import { titleOf } from '../thing/things'
import { Evidence } from './Evidence'
import { RowForm } from './RowForm'
import css from './row.module.css'

/**
 * RowSheet shows all there is about one row: beside the list that it stands in, or over it where there is no
 * room beside it.
 */
export default function RowSheet({
  id,
  beside,
  onClose,
  onDirty,
  onRemove,
}: {
  id: string
  beside: boolean
  onClose: () => void
  /** onDirty hears whether there is something in the form that is not saved. */
  onDirty: (dirty: boolean) => void
  /** Left out where the reader may not delete. */
  onRemove?: ((row: Line) => void) | undefined
}) {
  const { register, project, references, may } = useRegister()
  const { data, error, refetch } = useQuery(readingLine(register.thing, project, id))
  const seesTests = useCan('tests.view')
  const seesHistory = useCan('history.view')
  const row = useMemo(() => data && flat(data as unknown as Line), [data])
  const extra = Object.entries((row?.extra ?? {}) as Record<string, string>)

  const title = row ? titleOf(row) : register.label()
  const details = (
    <>
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !row ? (
        <Lines count={10} />
      ) : (
        <div className={css.parts}>
          <p className={css.facts}>
            {typeof row.status === 'string' && <StatusChip status={row.status} />}
            <span className="muted">
              {m.registers_row_changed({ when: formatMoment(row.changed_at), version: String(row.version) })}
              {row.created_by &&
                ` · ${m.registers_row_created({ who: references.label('person', row.created_by) ?? '…' })}`}
            </span>
            {seesHistory && (
              <Link to={`/projects/${project}/history?table=registers.${register.plural}&row=${row.id}`}>
                <IconHistory size={16} aria-hidden /> {m.registers_row_history()}
              </Link>
            )}
          </p>
          {register.thing === 'requirement' && <Approval row={row} />}
          <RowForm key={row.id} row={row} onClose={onClose} onDirty={onDirty} />
          {extra.length > 0 && (
            <section>
              <h3>{m.registers_row_extra()}</h3>
              <dl className={css.extra}>
                {extra.map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </section>
          )}
          {register.thing === 'row' && seesTests && <Evidence row={row.id} />}
          {onRemove && may.whyNot(row, { key: '' }) === undefined && (
            <Button variant="subtle" color="danger" className={css.remove} onClick={() => onRemove(row)}>
              {m.registers_row_remove()}
            </Button>
          )}
        </div>
      )}
    </>
  )
  return beside ? (
    <SidePanel title={title} onClose={onClose}>
      {details}
    </SidePanel>
  ) : (
    <Sheet title={title} size="100%" onClose={onClose}>
      {details}
    </Sheet>
  )
}
