import { Button } from '@mantine/core'
import { IconArrowForward, IconArrowsDiff, IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useProject } from '~/api/access'
import { reading } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import css from './moment.module.css'
import { TimeLine } from './TimeLine'

/** useMoment is what a table held at a moment; nothing is asked without one. */
export function useMoment(table: string, at: string) {
  const path = { project: useProject(), table }
  return useQuery({ ...reading('audit.moment.read', { path, query: { at } }), enabled: at !== '' }).data
}

/** MomentBar says which moment is looked at, leads to others, and back to now. */
export function MomentBar({
  table,
  name,
  at,
  onAt,
  children,
}: {
  table: string
  /** name is what people call the table. */
  name: string
  at: string
  /** onAt hears of another moment; an empty one is now. */
  onAt: (at: string) => void
  /** children are what else can be done from here. */
  children?: ReactNode
}) {
  const project = useProject()
  const moment = useMoment(table, at)
  const count = formatNumber(moment?.rows ?? 0)
  return (
    <section className={css.bar} aria-label={m.moment_go()}>
      <div className={css.head}>
        <h2>
          <IconHistory size={20} aria-hidden /> {m.moment_title({ name, at: formatMoment(at) })}
        </h2>
        {moment && (
          <span className="figures">{moment.more ? m.moment_more({ count }) : m.moment_rows({ count })}</span>
        )}
        <div className={css.acts}>
          {children}
          <Button
            component={Link}
            variant="default"
            to={`/projects/${project}/history/compare`}
            search={{ table, from: at } as never}
            leftSection={<IconArrowsDiff size={16} aria-hidden />}
          >
            {m.moment_compare()}
          </Button>
          <Button leftSection={<IconArrowForward size={16} aria-hidden />} onClick={() => onAt('')}>
            {m.moment_back()}
          </Button>
        </div>
      </div>
      <TimeLine table={table} at={at} onAt={onAt} />
      {moment?.more && <p>{m.moment_large({ count })}</p>}
      {moment && moment.gone.length > 0 && <p>{m.moment_gone({ fields: moment.gone.join(', ') })}</p>}
    </section>
  )
}
