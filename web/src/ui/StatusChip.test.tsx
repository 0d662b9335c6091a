import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { looks, statuses } from '~/lib/status'
import { StatusChip } from './StatusChip'

test.each(statuses)('%s is drawn with shape, letter and words, brief or not', (status) => {
  const { container, rerender } = render(<StatusChip status={status} />)
  const drawn = () => {
    expect(container.querySelector('svg > *')).toBeTruthy()
    expect(container.textContent).toBe(looks[status].letter + looks[status].label())
  }
  drawn()
  rerender(<StatusChip status={status} brief />)
  drawn()
})

test('a status that this client does not know is shown as it came', () => {
  render(<StatusChip status="postponed" />)
  expect(screen.getByText('postponed')).toBeTruthy()
})
