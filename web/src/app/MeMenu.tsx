import { Menu, UnstyledButton } from '@mantine/core'
import { IconLogout, IconUser } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '~/api/call'
import { reading, useReady } from '~/api/query'
import { initials } from '~/lib/initials'
import { type Language, language, speak } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { unsent } from '~/lib/unsent'
import { Confirm } from '~/ui/Confirm'
import { sayWrong } from '~/ui/toast'
import { signOut } from './session'
import css from './shell.module.css'

const languages: [Language, () => string][] = [
  ['da', m.app_language_da],
  ['en', m.app_language_en],
]

/** MeMenu belongs to the person signed in: their page, their language, and the way out. */
export function MeMenu() {
  const router = useRouter()
  const cache = useQueryClient()
  const { person } = useReady('accounts.me.read').data

  const [asking, setAsking] = useState(false)

  const choose = async (next: Language) => {
    speak(next)
    try {
      await call('accounts.me.change', { body: { base: person.version, language: next } })
      await cache.invalidateQueries({ queryKey: reading('accounts.me.read').queryKey })
    } catch (error) {
      sayWrong(error)
    }
  }
  const leave = () => signOut(router).catch(sayWrong)
  return (
    <>
      <Confirm
        opened={asking}
        title={m.app_unsent_title()}
        act={m.app_unsent_act()}
        onConfirm={leave}
        onClose={() => setAsking(false)}
      >
        <p>{m.app_unsent_about({ count: unsent(), shown: unsent() })}</p>
      </Confirm>
      <Menu width={240} position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <UnstyledButton className={css.brand} title={person.name}>
            <b className={css.face}>{initials(person.name)}</b>
            <span className="unseen">, {m.app_menu_of({ name: person.name })}</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {person.name}
            <br />
            {person.company || person.email}
          </Menu.Label>
          <Menu.Item component={Link} to="/me" leftSection={<IconUser size={16} aria-hidden />}>
            {m.app_me()}
          </Menu.Item>
          <Menu.Divider />
          {languages.map(([code, label]) => (
            <Menu.Item
              key={code}
              lang={code}
              role="menuitemradio"
              aria-checked={language() === code}
              onClick={() => choose(code)}
              leftSection={<span className={css.code}>{code.toUpperCase()}</span>}
            >
              {label()}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            onClick={() => (unsent() > 0 ? setAsking(true) : leave())}
            leftSection={<IconLogout size={16} aria-hidden />}
          >
            {m.app_sign_out()}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
