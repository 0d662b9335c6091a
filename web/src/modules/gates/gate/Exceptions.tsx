import { Button } from '@mantine/core'
import { IconShieldPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { usePages, useRead, useWrite } from '~/api/query'
import { formatDate, formatMoment } from '~/lib/date'
import { formatShare } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import { say } from '~/ui/toast'
import type { Exception, Gate } from '../words'
import { GrantException } from './GrantException'
import css from './gate.module.css'

const touches = ['gates.gate', 'gates.readiness', 'gates.order']

/** Exceptions lists who let which tests of a milestone begin early, why, and until when. */
export function Exceptions({ gate }: { gate: Gate }) {
  const path = { project: useProject() }
  const why = useWhyNot('tests.approve')
  const [open, setOpen] = useState<'grant' | Exception>()
  const { data: people } = useRead('accounts.person.list', { path })
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'gates.exception.list',
    {
      path,
      query: { gate: gate.id },
    },
  )
  const exceptions = data?.pages.flatMap(({ items }) => items)
  const name = (id: string | null) => people?.items.find((one) => one.id === id)?.name ?? ''
  const close = () => setOpen(undefined)
  return (
    <Panel
      title={m.gates_exceptions()}
      acts={
        <ActButton
          why={why}
          variant="default"
          leftSection={<IconShieldPlus size={18} aria-hidden />}
          onClick={() => setOpen('grant')}
        >
          {m.gates_grant()}
        </ActButton>
      }
    >
      {error && !exceptions ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !exceptions ? (
        <Lines count={2} />
      ) : exceptions.length === 0 ? (
        <p className="muted">{m.gates_exceptions_none()}</p>
      ) : (
        <ul className={css.exceptions}>
          {exceptions.map((one) => (
            <li key={one.id} data-over={!one.holds || undefined}>
              <p>
                <strong>{one.tag || m.gates_all_systems()}</strong> ·{' '}
                {m.gates_exception_line({
                  share: formatShare(one.share / 100),
                  until: formatDate(one.until_on),
                })}
              </p>
              <p>{one.reason}</p>
              <p className="muted">
                {m.gates_granted_by({ name: name(one.person), at: formatMoment(one.granted_at) })}
                {one.withdrawn_at &&
                  ` · ${m.gates_withdrawn_by({ name: name(one.withdrawn_by), at: formatMoment(one.withdrawn_at) })} ${one.withdrawal}`}
              </p>
              {one.holds && (
                <ActButton why={why} variant="default" onClick={() => setOpen(one)}>
                  {m.gates_withdraw()}
                </ActButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.gates_more()}
        </Button>
      )}
      {open === 'grant' && (
        <Dialog title={m.gates_grant()} onClose={close}>
          <GrantException gate={gate.id} system={undefined} onDone={close} />
        </Dialog>
      )}
      {open && open !== 'grant' && (
        <Dialog title={m.gates_withdraw()} onClose={close}>
          <Withdraw exception={open} onDone={close} />
        </Dialog>
      )}
    </Panel>
  )
}

function Withdraw({ exception, onDone }: { exception: Exception; onDone: () => void }) {
  const path = { project: useProject(), exception: exception.id }
  const withdraw = useWrite('gates.exception.withdraw', {
    touches,
    onDone: () => {
      say(m.gates_withdrawn())
      onDone()
    },
  })
  return (
    <Form
      initial={{ reason: '' }}
      problem={withdraw.error}
      busy={withdraw.isPending}
      onSubmit={({ reason }) => withdraw.mutate({ path, body: { reason } })}
    >
      <Fields>
        <TextField name="reason" label={m.gates_reason()} rows={3} maxLength={2000} required />
        <FormActions submit={m.gates_withdraw()} onCancel={onDone} danger />
      </Fields>
    </Form>
  )
}
