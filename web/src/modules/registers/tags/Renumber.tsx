import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useProject } from '~/api/access'
import { type Answer, type Body, call } from '~/api/call'
import { reading, refresh, useWrite } from '~/api/query'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { Note } from '~/ui/Note'
import { Lines } from '~/ui/Skeletons'
import { sayUndo } from '~/ui/toast'
import css from './tags.module.css'

/** Wanted is which tags become others. */
export type Wanted = Pick<Body<'registers.tag.renumber'>, 'act'> &
  Partial<Omit<Body<'registers.tag.renumber'>, 'act'>>

const touched = [
  'registers.alias',
  'registers.system',
  'registers.component',
  'registers.tree',
  'audit.entry',
]
const nobody = '00000000-0000-0000-0000-000000000000'

type Move = Answer<'registers.tag.preview'>['items'][number]

/** refusedFirst puts what will not happen where it is seen. */
const refusedFirst = (a: Move, b: Move) => Number(Boolean(b.problem)) - Number(Boolean(a.problem))

/** Renumber shows what becomes of each tag, and does it as one change that can be undone. */
export function Renumber({ wanted, onClose }: { wanted: Wanted; onClose: () => void }) {
  const path = { project: useProject() }
  const cache = useQueryClient()
  const { data, error, refetch } = useQuery({
    ...reading('registers.tag.preview', { path, query: { ...wanted } }),
    staleTime: 0,
  })
  const renumber = useWrite('registers.tag.renumber', {
    touches: touched,
    onDone: ({ count, entry }) => {
      sayUndo(m.tags_done({ count, shown: formatNumber(count) }), async () => {
        await call('audit.entry.undo', { path: { ...path, entry } })
        await refresh(cache, ['registers.tag', ...touched])
      })
      onClose()
    },
  })
  return (
    <Dialog title={m.tags_renumber()} onClose={onClose} stay>
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={5} />
      ) : (
        <Form
          initial={{}}
          problem={renumber.error}
          busy={renumber.isPending}
          disabled={data.count === 0}
          onSubmit={() => renumber.mutate({ path, body: { id: nobody, ...wanted } })}
        >
          <Fields>
            <Note tone={data.refused > 0 ? 'warn' : 'plain'}>
              {m.tags_previewed({ count: formatNumber(data.count), refused: formatNumber(data.refused) })}
            </Note>
            {data.items.length > 0 && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by the keyboard
              <ul className={css.moves} tabIndex={0} aria-label={m.tags_moves()}>
                {[...data.items].sort(refusedFirst).map((move) => (
                  <li key={move.id}>
                    <span className="figures">
                      {move.from} → <strong>{move.to}</strong>
                    </span>{' '}
                    <span className="muted">{move.name}</span>
                    {move.problem && <p className={css.refused}>{move.problem.detail}</p>}
                  </li>
                ))}
              </ul>
            )}
            <FormActions
              submit={m.tags_change({ count: data.count, shown: formatNumber(data.count) })}
              onCancel={onClose}
            />
          </Fields>
        </Form>
      )}
    </Dialog>
  )
}
