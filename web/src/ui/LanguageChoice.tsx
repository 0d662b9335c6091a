import { type Language, speak, useLanguage } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import css from './language.module.css'

const languages: [Language, () => string][] = [
  ['da', m.app_language_da],
  ['en', m.app_language_en],
]

/** LanguageChoice changes the language where nobody is signed in yet. */
export function LanguageChoice() {
  const language = useLanguage()
  return (
    <fieldset className={css.choice}>
      <legend className="unseen">{m.app_language()}</legend>
      {languages.map(([code, label]) => (
        <button
          key={code}
          type="button"
          lang={code}
          title={label()}
          aria-pressed={language === code}
          onClick={() => speak(code)}
        >
          {code.toUpperCase()} <span className="unseen">{label()}</span>
        </button>
      ))}
    </fieldset>
  )
}
