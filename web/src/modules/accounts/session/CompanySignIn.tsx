import { Button } from '@mantine/core'
import { IconBuilding } from '@tabler/icons-react'
import { useState } from 'react'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Note } from '~/ui/Note'
import { ProblemNote } from '~/ui/ProblemNote'
import css from '../door.module.css'
import { goAway } from './away'

/** CompanySignIn takes the reader to the sign-in of the company that their address belongs to. */
export function CompanySignIn({ email, next }: { email: string; next: string | undefined }) {
  const [asked, setAsked] = useState(false)
  const begin = useWrite('accounts.company.begin', {
    onDone: ({ address, ticket }) => goAway(address, { ticket, next }),
  })
  return (
    <div className={css.other}>
      {begin.error && <ProblemNote problem={begin.error} />}
      {asked && !email && <Note>{m.accounts_company_email()}</Note>}
      <Button
        variant="default"
        fullWidth
        leftSection={<IconBuilding size={16} aria-hidden />}
        loading={begin.isPending}
        onClick={() => {
          setAsked(true)
          if (email) begin.mutate({ body: { email } })
        }}
      >
        {m.accounts_company_use()}
      </Button>
    </div>
  )
}
