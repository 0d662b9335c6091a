import type { ReactNode } from 'react'
import { m } from '~/lib/paraglide/messages'
import { LanguageChoice } from '~/ui/LanguageChoice'
import { Logo } from '~/ui/Logo'
import { ThemeMenu } from '~/ui/ThemeMenu'
import css from './door.module.css'

/** Door is around every page met before signing in: a card in the middle, language and light at the top. */
export function Door({
  title,
  about,
  wide = false,
  children,
}: {
  title: string
  about?: ReactNode
  wide?: boolean
  children: ReactNode
}) {
  return (
    <div className={css.door}>
      <title>{`${title} · CXweb`}</title>
      <header className={css.top}>
        <span className={css.brand}>
          <Logo /> {m.app_name()}
        </span>
        <div className={css.choices}>
          <LanguageChoice />
          <ThemeMenu />
        </div>
      </header>
      <main className={css.card} data-wide={wide || undefined}>
        <h1>{title}</h1>
        {about && <p className={css.about}>{about}</p>}
        {children}
      </main>
    </div>
  )
}
