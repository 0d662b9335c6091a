import { m } from '~/lib/paraglide/messages'
import { areaNames, areas, verbNames, verbs } from '~/lib/rights'
import css from './members.module.css'
import { turned } from './types'

/** RightsMatrix shows what is allowed in each area, as a plain table of ticks. */
export function RightsMatrix({
  rights,
  disabled,
  onChange,
}: {
  rights: readonly string[]
  disabled: boolean
  onChange: (rights: string[]) => void
}) {
  const held = new Set(rights)
  return (
    <div className={css.matrix}>
      <table>
        <caption className="unseen">{m.projects_rights_matrix()}</caption>
        <thead>
          <tr>
            <th scope="col">{m.projects_rights_area()}</th>
            {verbs.map((verb) => (
              <th key={verb} scope="col">
                {verbNames[verb]()}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {areas.map((area) => (
            <tr key={area}>
              <th scope="row">{areaNames[area]()}</th>
              {verbs.map((verb) => (
                <td key={verb}>
                  <label>
                    <input
                      type="checkbox"
                      aria-label={`${areaNames[area]()}: ${verbNames[verb]()}`}
                      checked={held.has(`${area}.${verb}`)}
                      disabled={disabled}
                      onChange={() => onChange(turned(rights, `${area}.${verb}`))}
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
