import { Button, Checkbox } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import { useState } from 'react'
import { useProject } from '~/api/access'
import type { Item } from '~/api/call'
import { useRead, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { ErrorState } from '~/ui/ErrorState'
import form from '~/ui/form/form.module.css'
import { ProblemNote } from '~/ui/ProblemNote'
import { Sheet } from '~/ui/Sheet'
import { Lines } from '~/ui/Skeletons'
import { say } from '~/ui/toast'
import { Preview } from './Preview'
import css from './procedure.module.css'
import { aboutOf, titleOf } from './words'

type Shipped = Item<'verification.shelf.list'>

const groups: [Shipped['group'], () => string][] = [
  ['br18', m.verification_shelf_br18],
  ['static', m.verification_shelf_static],
]

/** ShelfSheet takes procedures that come with the product into use, one or many in one go. */
export function ShelfSheet({ onClose }: { onClose: () => void }) {
  const project = useProject()
  const { data, error, refetch } = useRead('verification.shelf.list', { path: { project } })
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [seen, setSeen] = useState<string>()
  const adopt = useWrite('verification.shelf.adopt', {
    touches: ['verification.procedure', 'verification.run', 'verification.generation'],
    onDone: ({ items }) => {
      say(m.verification_shelf_taken({ count: String(items.length) }))
      onClose()
    },
  })
  const take = (codes: readonly string[]) => adopt.mutate({ path: { project }, body: { codes: [...codes] } })
  const left = data?.items.filter(({ taken }) => !taken) ?? []
  return (
    <Sheet title={m.verification_shelf()} onClose={onClose}>
      <p className="muted">{m.verification_shelf_about()}</p>
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={8} />
      ) : (
        groups.map(([group, title]) => (
          <section key={group}>
            <h3 className={css.group}>{title()}</h3>
            <ul className={css.shelf}>
              {data.items
                .filter((one) => one.group === group)
                .map((one) => (
                  <li key={one.code}>
                    <Checkbox
                      label={`${one.code} ${titleOf(one)}`}
                      description={one.taken ? m.verification_shelf_in_use() : aboutOf(one)}
                      disabled={Boolean(one.taken)}
                      checked={Boolean(one.taken) || chosen.includes(one.code)}
                      onChange={(event) =>
                        setChosen(
                          event.currentTarget.checked
                            ? [...chosen, one.code]
                            : chosen.filter((code) => code !== one.code),
                        )
                      }
                    />
                    <Button
                      variant="subtle"
                      aria-expanded={seen === one.code}
                      onClick={() => setSeen(seen === one.code ? undefined : one.code)}
                    >
                      {m.verification_shelf_see({
                        count: String(one.steps.filter(({ kind }) => kind !== 'section').length),
                      })}
                    </Button>
                    {seen === one.code && <Preview steps={one.steps} />}
                  </li>
                ))}
            </ul>
          </section>
        ))
      )}
      {adopt.error && <ProblemNote problem={adopt.error} />}
      <div className={form.actions}>
        <Button
          variant="default"
          disabled={left.length === 0}
          onClick={() => setChosen(chosen.length === left.length ? [] : left.map(({ code }) => code))}
        >
          {m.verification_shelf_all()}
        </Button>
        <Button disabled={chosen.length === 0} loading={adopt.isPending} onClick={() => take(chosen)}>
          {m.verification_shelf_take({ count: String(chosen.length) })}
        </Button>
      </div>
    </Sheet>
  )
}
