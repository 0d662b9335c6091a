import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { type Answer, call } from '~/api/call'
import { Problem } from '~/api/problem'
import { m } from '~/lib/paraglide/messages'
import { ProblemNote } from '~/ui/ProblemNote'
import { Lines } from '~/ui/Skeletons'
import { Door } from '../Door'
import css from '../door.module.css'
import { comeBack } from './away'
import { SecondStep } from './SecondStep'
import { useEnter } from './useEnter'

type Welcome = Answer<'accounts.company.open'>

// One comes back to the page once: what the company's server said, and what was kept meanwhile, serve no second time.
const arrived = () => ({ said: new URLSearchParams(location.search), away: comeBack() })

/** CompanyPage is where the company's server sends people back to. */
export default function CompanyPage() {
  const [{ said, away }] = useState(arrived)
  const navigate = useNavigate()
  const enter = useEnter(away?.next)
  const { mutate, error } = useMutation<Welcome, Problem>({
    mutationFn: async () => {
      const [answer, state] = [said.get('code'), said.get('state')]
      if (!away || !answer || !state)
        throw new Problem({ type: '/problems/denied', title: m.accounts_company_failed() })
      const issuer = said.get('iss') ?? undefined
      return call('accounts.company.open', { body: { ticket: away.ticket, state, answer, issuer } })
    },
    onSuccess: enter,
  })
  useEffect(() => mutate(), [mutate])
  if (error?.reason === 'second-factor') {
    return (
      <SecondStep
        ways={error.ways}
        send={(code) => call('accounts.company.open', { body: { ticket: error.ticket ?? '', code } })}
        onEnter={enter}
        onBack={() => navigate({ to: '/sign-in' })}
      />
    )
  }
  return (
    <Door title={m.accounts_sign_in()}>
      <div className={css.other}>{error ? <ProblemNote problem={error} /> : <Lines />}</div>
      <p className={css.foot}>
        <Link to="/sign-in">{m.accounts_forgot_back()}</Link>
      </p>
    </Door>
  )
}
