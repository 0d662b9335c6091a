import { type Status, statusColour } from '~/lib/status'
import css from './buttons.module.css'
import { StatusIcon } from './StatusIcon'

/** Choice is one answer that can be given by a button. */
export type Choice = { said: string; label: () => string; status: Status }

/** Buttons are answers that a glove can hit; the one that was given is filled. */
export function Buttons({
  name,
  label,
  choices,
  said,
  off,
  stacked = false,
  onSay,
}: {
  name: string
  label: string
  choices: readonly Choice[]
  said: string
  off: boolean
  stacked?: boolean
  onSay: (said: string) => void
}) {
  return (
    <fieldset className={css.buttons} data-stacked={stacked || undefined} disabled={off}>
      <legend className="unseen">{label}</legend>
      {choices.map((one) => {
        const chosen = said === one.said
        return (
          <label
            key={one.said}
            className={css.button}
            data-chosen={chosen || undefined}
            style={chosen ? fill(one.status) : undefined}
          >
            <input
              type="radio"
              name={name}
              value={one.said}
              checked={chosen}
              onChange={() => onSay(one.said)}
              // A second tap on the answer that stands leads on as the first did.
              onClick={() => chosen && onSay(one.said)}
            />
            <StatusIcon status={one.status} size={24} />
            <span>{one.label()}</span>
          </label>
        )
      })}
    </fieldset>
  )
}

const fill = (status: Status) => ({
  background: statusColour(status, 'bg'),
  color: statusColour(status, 'fg'),
  borderColor: statusColour(status, 'line'),
})
