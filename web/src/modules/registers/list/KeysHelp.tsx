import { m } from '~/lib/paraglide/messages'
import { helpLines } from '~/ui/grid/keys'
import { Sheet } from '~/ui/Sheet'
import css from './help.module.css'
import { actWords, groups } from './keyWords'

const mac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** KeysHelp shows what every key does in the grid, from the grid's own table. */
export default function KeysHelp({ onClose }: { onClose: () => void }) {
  const lines = helpLines(mac)
  const words = actWords()
  return (
    <Sheet title={m.grid_help_title()} onClose={onClose}>
      <p className="muted">{m.grid_help_shift()}</p>
      {groups.map(({ title, acts }) => (
        <section key={title()} className={css.group}>
          <h3>{title()}</h3>
          <dl>
            {lines
              .filter(({ act }) => acts.includes(act))
              .map(({ act, keys, extends: widens }) => (
                <div key={act + keys.join()}>
                  <dt>
                    {words[act]}
                    {widens && <span className="muted"> ⇧</span>}
                  </dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </Sheet>
  )
}
