import { SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/SegmentedControl.layer.css'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import { IconPackageExport } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useAccess, useProject } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { type Language, language as spoken } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { whyNot } from '~/lib/rights'
import { uuid } from '~/lib/uuid'
import { ActButton } from '~/ui/ActButton'
import { Panel } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { say } from '~/ui/toast'
import css from './handover.module.css'

const contents: (() => string)[] = [
  m.handover_holds_tables,
  m.handover_holds_cobie,
  m.handover_holds_files,
  m.handover_holds_history,
  m.handover_holds_manifest,
]

/** Order has a package of the whole project made, and says what will be in it. */
export function Order() {
  const path = { project: useProject() }
  const access = useAccess()
  const { data: project } = useRead('projects.project.read', { path })
  const [chosen, setChosen] = useState<Language>()
  const label = useId()
  const language = chosen ?? project?.language ?? spoken()
  const order = useWrite('handover.package.order', {
    touches: ['files.task'],
    onDone: () => say(m.handover_ordered()),
  })
  // A package holds the whole project, which somebody who sees a part of it may not hand out.
  const why =
    whyNot(access, 'exports.export') ??
    (access.disciplines || access.own_company ? m.handover_partial() : undefined)
  return (
    <Panel title={m.handover_order()} under={m.handover_order_about()}>
      {order.error && <ProblemNote problem={order.error} />}
      <ul className={css.contents}>
        {contents.map((holds) => (
          <li key={holds()}>{holds()}</li>
        ))}
      </ul>
      <div className={css.order}>
        <div>
          <span id={label}>{m.handover_language()}</span>
          <SegmentedControl
            aria-labelledby={label}
            value={language}
            onChange={(next) => setChosen(next as Language)}
            transitionDuration={0}
            data={[
              { value: 'da', label: m.app_language_da() },
              { value: 'en', label: m.app_language_en() },
            ]}
          />
        </div>
        <ActButton
          why={why}
          loading={order.isPending}
          leftSection={<IconPackageExport size={18} aria-hidden />}
          onClick={() => order.mutate({ path, body: { id: uuid(), language } })}
        >
          {m.handover_order_act()}
        </ActButton>
      </div>
    </Panel>
  )
}
