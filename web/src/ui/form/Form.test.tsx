import { MantineProvider } from '@mantine/core'
import { fireEvent, render, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { Problem } from '~/api/problem'
import { Form } from './Form'
import { FormActions } from './FormActions'
import { NumberField } from './NumberField'
import { TextField } from './TextField'

const draw = (children: ReactNode) => render(<MantineProvider env="test">{children}</MantineProvider>)

const wrong = new Problem({
  type: '/problems/invalid',
  title: 'Noget kan ikke bruges',
  errors: [
    { pointer: '#/email', detail: 'er ikke en adresse' },
    { pointer: '#/secret', detail: 'mangler et sted' },
  ],
})

const fields = (
  <>
    <TextField name="email" label="Mail" required />
    <NumberField name="size" label="Areal" min={0} />
    <FormActions submit="Send" />
  </>
)

const type = (label: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: new RegExp(label) }), { target: { value } })

test('a field shows the problem whose pointer is its name; the form shows the rest', () => {
  draw(
    <Form initial={{ email: 'x', size: null }} onSubmit={() => {}} problem={wrong}>
      {fields}
    </Form>,
  )
  const field = screen.getByRole('textbox', { name: /Mail/ })
  expect(field.getAttribute('aria-invalid')).toBe('true')
  expect(document.activeElement).toBe(field)
  const note = screen.getByRole('alert')
  expect(note.textContent).toContain('mangler et sted')
  expect(note.textContent).not.toContain('er ikke en adresse')
  expect(screen.getByText('er ikke en adresse')).toBeTruthy()
})

test('a problem with a field goes once the field is changed', () => {
  draw(
    <Form initial={{ email: 'x', size: null }} onSubmit={() => {}} problem={wrong}>
      {fields}
    </Form>,
  )
  type('Mail', 'a@b.dk')
  expect(screen.queryByText('er ikke en adresse')).toBeNull()
})

test('nothing is sent while something needed is empty or unreadable', () => {
  const sent = vi.fn()
  draw(
    <Form initial={{ email: ' ', size: null as number | null }} onSubmit={sent}>
      {fields}
    </Form>,
  )
  const send = () => fireEvent.click(screen.getByRole('button', { name: 'Send' }))
  send()
  expect(sent).not.toHaveBeenCalled()
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /Mail/ }))
  type('Mail', 'a@b.dk')
  type('Areal', 'stort')
  send()
  expect(sent).not.toHaveBeenCalled()
  type('Areal', '-4')
  send()
  expect(sent).not.toHaveBeenCalled()
  type('Areal', '1.250,5')
  send()
  expect(sent).toHaveBeenCalledWith({ email: 'a@b.dk', size: 1250.5 })
})

test('a form that is busy sends nothing twice, and takes nothing in that would be lost', () => {
  const sent = vi.fn()
  draw(
    <Form initial={{ email: 'a@b.dk', size: null }} onSubmit={sent} busy>
      {fields}
    </Form>,
  )
  const mail = screen.getByRole('textbox', { name: /Mail/ }) as HTMLInputElement
  fireEvent.submit(mail)
  expect(sent).not.toHaveBeenCalled()
  expect(mail.readOnly).toBe(true)
  fireEvent.change(mail, { target: { value: 'c@d.dk' } })
  expect(mail.value).toBe('a@b.dk')
})

test('a check of its own stops the form', () => {
  const sent = vi.fn()
  draw(
    <Form initial={{ email: 'a', size: null }} check={() => ({ email: 'for kort' })} onSubmit={sent}>
      {fields}
    </Form>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Send' }))
  expect(screen.getByText('for kort')).toBeTruthy()
  expect(sent).not.toHaveBeenCalled()
})
