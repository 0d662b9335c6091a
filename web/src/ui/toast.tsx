import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { asProblem } from '~/api/problem'
import { m } from '~/lib/paraglide/messages'
import css from './toast.module.css'

/** say tells in the corner that something was done. */
export function say(message: string) {
  notifications.show({
    message,
    withBorder: true,
    autoClose: 4000,
    closeButtonProps: { 'aria-label': m.ui_close() },
  })
}

/** sayWrong tells in the corner that something could not be done; it stays until it is closed. */
export function sayWrong(error: unknown) {
  const problem = asProblem(error)
  notifications.show({
    title: problem.message,
    message: [problem.detail, ...problem.errors.values()].filter(Boolean).join(' '),
    color: 'danger',
    withBorder: true,
    autoClose: false,
    closeButtonProps: { 'aria-label': m.ui_close() },
  })
}

/** sayUndo tells what was done and offers to take it back. */
export function sayUndo(message: string, undo: () => Promise<unknown>) {
  const takeBack = async (id: string) => {
    notifications.hide(id)
    try {
      await undo()
    } catch (error) {
      sayWrong(error)
    }
  }
  const id = crypto.getRandomValues(new Uint32Array(1)).join()
  notifications.show({
    id,
    withBorder: true,
    autoClose: 10_000,
    closeButtonProps: { 'aria-label': m.ui_close() },
    message: (
      <span className={css.undo}>
        {message}
        <Button size="compact-sm" variant="light" onClick={() => takeBack(id)}>
          {m.ui_undo()}
        </Button>
      </span>
    ),
  })
}
