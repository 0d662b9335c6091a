import { Button } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { sayWrong } from '~/ui/toast'
import css from './viewing.module.css'

/** Viewing says above a project's pages that one sees them as somebody else does, and ends that. */
export default function Viewing({ name }: { name: string }) {
  const cache = useQueryClient()
  const end = useWrite('accounts.viewing.end', { onDone: () => cache.resetQueries() })
  return (
    <section className={css.viewing} aria-label={m.app_viewing_label()}>
      <IconEye size={20} aria-hidden />
      <p role="status">
        <strong>{m.app_viewing({ name })}</strong> {m.app_viewing_about()}
      </p>
      <Button variant="default" loading={end.isPending} onClick={() => end.mutate({}, { onError: sayWrong })}>
        {m.app_viewing_end()}
      </Button>
    </section>
  )
}
