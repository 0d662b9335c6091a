import { IconArrowRight, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import { StatusChip } from '~/ui/StatusChip'
import type { Names } from '../names'
import { isEmpty, showValue } from '../values'
import { isLong, wordDiff } from '../wordDiff'
import { fieldName, isTold } from '../words/fields'
import css from './entries.module.css'
import { type Change, labelOf } from './label'

const ops: Record<string, { word: () => string; icon: typeof IconPlus }> = {
  I: { word: m.audit_made, icon: IconPlus },
  U: { word: m.audit_changed, icon: IconPencil },
  D: { word: m.audit_gone, icon: IconTrash },
}

const most = 6

type Told = { change: Change; names: Names; brief?: boolean }

/** ChangeLine is a line of a list of changed rows. */
export const ChangeLine = (told: Told) => (
  <li className={css.line}>
    <ChangeWords {...told} />
  </li>
)

/** ChangeWords name a row that was changed and say what became of its fields; `brief` leaves out those of a row that was made or deleted. */
export function ChangeWords({ change, names, brief = false }: Told) {
  const project = useProject()
  const { word, icon: Mark } = ops[change.op] ?? { word: () => change.op, icon: IconPencil }
  const told = change.fields.filter(({ field }) => isTold(field))
  const shown = brief ? (change.op === 'U' ? told.slice(0, most) : []) : told
  return (
    <>
      <p>
        <Mark size={16} stroke={1.75} aria-hidden />{' '}
        <Link
          to={`/projects/${project}/history`}
          search={{ table: change.table, row: change.row } as never}
          className={css.row}
        >
          {labelOf(change, names)}
        </Link>{' '}
        <span className="muted">{word()}</span>
      </p>
      <Deltas fields={shown} op={change.op} names={names} unit={change.unit} />
      {brief && change.op === 'U' && told.length > most && (
        <p className="muted">{m.audit_more_fields({ count: String(told.length - most) })}</p>
      )}
    </>
  )
}

/** Deltas are fields with what stood there before and what stands there after. */
export function Deltas({
  fields,
  op,
  names,
  unit,
}: {
  fields: Change['fields']
  op: string
  names: Names
  /** unit is that of the values that the row measures. */
  unit?: string | undefined
}) {
  if (fields.length === 0) return null
  return (
    <dl className={css.deltas}>
      {fields.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{fieldName(field, names)}</dt>
          <dd>
            {op === 'U' && isLong(before, after) ? (
              <Words before={String(before)} after={String(after)} />
            ) : (
              <>
                {op !== 'I' && (
                  <Value field={field} value={before} names={names} unit={unit} old={op === 'U'} />
                )}
                {op === 'U' && <IconArrowRight size={14} aria-label={m.audit_became()} />}
                {op !== 'D' && <Value field={field} value={after} names={names} unit={unit} />}
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Words are two texts in one, with what went and what came. */
const Words = ({ before, after }: { before: string; after: string }) => (
  <span className={css.words}>
    {wordDiff(before, after).map(({ words, in: where }, at) => {
      const Mark = { both: 'span', before: 'del', after: 'ins' }[where] as 'span'
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces never move
      return <Mark key={at}>{words}</Mark>
    })}
  </span>
)

function Value({
  field,
  value,
  names,
  unit,
  old,
}: {
  field: string
  value: unknown
  names: Names
  unit: string | undefined
  old?: boolean
}) {
  if ((field === 'status' || field === 'result') && typeof value === 'string')
    return <StatusChip status={value} />
  const text = showValue(field, value, names, unit)
  if (isEmpty(value)) return <i className="muted">{text}</i>
  return old ? <del>{text}</del> : <ins>{text}</ins>
}
