import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { ResultField } from './ResultField'

const radio = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name })

test('a result is chosen, and the one chosen is told', () => {
  const chosen = vi.fn()
  render(<ResultField result="failed" outside={false} wrong={undefined} onResult={chosen} />)
  expect(radio('Ikke bestået').checked).toBe(true)
  fireEvent.click(radio('Bestået'))
  expect(chosen).toHaveBeenCalledWith('passed')
})

test('a value outside the limit bars a plain pass and says why', () => {
  render(<ResultField result={null} outside wrong="Vælg et resultat" onResult={() => {}} />)
  expect(radio('Bestået').disabled).toBe(true)
  expect(radio('Bestået m. bemærkning').disabled).toBe(false)
  expect(screen.getByText(/uden for grænsen/)).toBeTruthy()
  expect(screen.getByRole('alert').textContent).toBe('Vælg et resultat')
  expect(radio('Ikke bestået').getAttribute('aria-invalid')).toBe('true')
})
