import { Button } from '@mantine/core'
import { IconBinaryTree, IconWand } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { useRead } from '~/api/query'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { ErrorState } from '~/ui/ErrorState'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { Former } from './Former'
import { Letters } from './Letters'
import { NextTag } from './NextTag'
import { Renumber, type Wanted } from './Renumber'
import { Report } from './Report'
import { Rule } from './Rule'
import css from './tags.module.css'

/** TagsPage is how a project writes its tags: the rule, what does not keep to it, and the way to other tags. */
export default function TagsPage() {
  const project = useProject()
  const path = { project }
  const why = useWhyNot('registers.edit_all')
  const { data: rule, error, refetch } = useRead('registers.tag.read_rule', { path })
  const { data: report } = useRead('registers.tag.report', { path })
  const [wanted, setWanted] = useState<Wanted>()
  return (
    <Page>
      <PageHeader
        title={m.tags_title()}
        under={
          report &&
          m.tags_count({ systems: formatNumber(report.systems), components: formatNumber(report.components) })
        }
        acts={
          <>
            <Button
              component={Link}
              variant="default"
              to={`/projects/${project}/tree`}
              leftSection={<IconBinaryTree size={18} aria-hidden />}
            >
              {m.tags_to_tree()}
            </Button>
            <ActButton
              why={why ?? (report?.fault_count === 0 ? m.tags_nothing_to_fit() : undefined)}
              leftSection={<IconWand size={18} aria-hidden />}
              onClick={() => setWanted({ act: 'fit' })}
            >
              {m.tags_fit()}
            </ActButton>
          </>
        }
      />
      {error && !rule ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !rule || !report ? (
        <Lines count={10} />
      ) : (
        <div className={css.parts}>
          <div className={css.left}>
            <Report report={report} why={why} onRenumber={setWanted} />
            <Panel title={m.tags_former()} under={m.tags_former_about()}>
              <Former />
            </Panel>
          </div>
          <div className={css.right}>
            <Panel title={m.tags_rule()} under={m.tags_rule_about()}>
              <Rule key={`${rule.grammar} ${rule.anew}`} rule={rule} why={why} />
            </Panel>
            <Panel title={m.tags_next()} under={m.tags_next_about()}>
              <NextTag located={rule.grammar.includes('{loc}')} />
            </Panel>
            <Panel title={m.tags_letters()} under={m.tags_letters_about()}>
              <Letters why={why} onRenumber={setWanted} />
            </Panel>
          </div>
        </div>
      )}
      {wanted && <Renumber wanted={wanted} onClose={() => setWanted(undefined)} />}
    </Page>
  )
}
