import { Button, SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/SegmentedControl.layer.css'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import { IconBinaryTree, IconTags } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useProject, useWhyNot } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import type { Of } from './nodes'
import { Tree } from './Tree'
import css from './tree.module.css'

/** TreePage shows what lies in what: places with the systems that stand in them, or systems with their components. */
export default function TreePage() {
  const project = useProject()
  const navigate = useNavigate()
  const why = useWhyNot(['registers.edit_all', 'registers.edit_own'])
  const { of: asked } = useSearch({ strict: false }) as { of?: unknown }
  const of: Of = asked === 'system' ? 'system' : 'location'
  return (
    <Page>
      <PageHeader
        title={m.tree_title()}
        acts={
          <Button
            component={Link}
            variant="default"
            to={`/projects/${project}/tags`}
            leftSection={<IconTags size={18} aria-hidden />}
          >
            {m.tree_to_tags()}
          </Button>
        }
      />
      <div className={css.tools}>
        <SegmentedControl
          aria-label={m.tree_which()}
          value={of}
          transitionDuration={0}
          onChange={(next) =>
            navigate({ to: '.', search: (next === 'system' ? { of: next } : {}) as never, replace: true })
          }
          data={[
            { value: 'location', label: m.tree_places() },
            { value: 'system', label: m.tree_systems() },
          ]}
        />
        <p className="muted">
          <IconBinaryTree size={16} aria-hidden /> {m.tree_keys()}
        </p>
      </div>
      <Tree key={of} of={of} why={why} />
    </Page>
  )
}
