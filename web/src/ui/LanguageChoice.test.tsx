import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { language, speak, useLanguage } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { LanguageChoice } from './LanguageChoice'

afterEach(() => act(() => speak('da')))

function Words() {
  useLanguage()
  return <p>{m.status_passed()}</p>
}

test('choosing a language changes the words at once, and the language of the document', () => {
  render(
    <>
      <LanguageChoice />
      <Words />
    </>,
  )
  expect(screen.getByText('Bestået')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: /^EN/ }))
  expect(screen.getByText('Passed')).toBeTruthy()
  expect(document.documentElement.lang).toBe('en')
  expect(localStorage.getItem('cxweb.language')).toBe('en')
  expect(language()).toBe('en')
})
