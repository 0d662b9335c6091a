import { Select, TextInput } from '@mantine/core'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import { DayInput } from '~/ui/form/DayInput'
import { useField } from '~/ui/form/field'
import { decisions, type Point } from '../words'
import css from './acceptance.module.css'

/** PointsField takes the decision on each thing that is open; what most come to can be said for all at once. */
export function PointsField(props: { name: string; label: string }) {
  const project = useProject()
  const { value: points, set, shared } = useField<Point[]>(props)
  const options = (['accepted', 'carried', 'remedied'] as const).map((value) => ({
    value,
    label: decisions[value](),
  }))
  const change = (id: string, change: Partial<Point>) =>
    set(points.map((one) => (one.id === id ? { ...one, ...change } : one)))
  if (points.length === 0) return <p className="muted">{m.gates_points_none()}</p>
  const off = shared.disabled
  return (
    <fieldset className={css.points} disabled={off}>
      <legend>{props.label}</legend>
      <Select
        className={css.all}
        label={m.gates_decide_all()}
        placeholder={m.gates_decide_all_about()}
        data={options}
        value={null}
        disabled={off}
        onChange={(decision) =>
          decision && set(points.map((one) => (one.decision ? one : { ...one, decision })))
        }
        comboboxProps={{ transitionProps: { duration: 0 } }}
      />
      <ul>
        {points.map((one) => (
          <li key={one.id}>
            <Link
              to={one.row ? `/projects/${project}/tests/${one.row}` : `/projects/${project}/log/${one.entry}`}
            >
              {one.title}
            </Link>
            <Select
              aria-label={`${m.gates_decision()}: ${one.title}`}
              placeholder={m.gates_decision()}
              data={options}
              value={one.decision || null}
              disabled={off}
              onChange={(decision) => change(one.id, { decision: decision ?? '' })}
              comboboxProps={{ transitionProps: { duration: 0 } }}
            />
            <DayInput
              name={`due-${one.id}`}
              aria-label={`${m.gates_due()}: ${one.title}`}
              value={one.due_on}
              disabled={off}
              onChange={(due_on) => change(one.id, { due_on: due_on ?? null })}
            />
            <TextInput
              aria-label={`${m.gates_note()}: ${one.title}`}
              placeholder={m.gates_note()}
              value={one.note}
              maxLength={2000}
              disabled={off}
              onChange={(event) => change(one.id, { note: event.currentTarget.value })}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
