import { Spotlight, spotlight } from '@mantine/spotlight'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Modal.layer.css'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/spotlight/styles.layer.css'
import { IconFolder, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { reading, useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { entriesFor, homeEntries } from './nav'

/** Palette goes to any screen or project by a few letters of its name. */
export default function Palette({ project, onClose }: { project: string | undefined; onClose: () => void }) {
  const navigate = useNavigate()
  const { data: access } = useQuery({
    ...reading('projects.access.read', { path: { project: project ?? '-' } }),
    enabled: project !== undefined,
  })
  const { data: projects } = useRead('projects.project.list')
  useEffect(() => spotlight.open(), [])
  const screens = [
    ...(project && access
      ? entriesFor(access).map((entry) => ({ ...entry, to: `/projects/${project}/${entry.to}` }))
      : []),
    ...homeEntries().map((entry) => ({ ...entry, to: `/${entry.to}` })),
  ]
  return (
    <Spotlight
      onSpotlightClose={onClose}
      overlayProps={{ blur: 0 }}
      attributes={{ content: { 'aria-label': m.app_search() } }}
      shortcut={null}
      scrollable
      maxHeight={420}
      highlightQuery
      nothingFound={m.app_search_empty()}
      transitionProps={{ duration: 0 }}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.75} aria-hidden />,
        placeholder: m.app_search_hint(),
        'aria-label': m.app_search_hint(),
      }}
      actions={[
        {
          group: m.app_search_screens(),
          actions: screens.map(({ label, icon: Mark, to }) => ({
            id: to,
            label: label(),
            leftSection: <Mark size={18} stroke={1.75} aria-hidden />,
            onClick: () => navigate({ to }),
          })),
        },
        {
          group: m.app_search_projects(),
          actions: (projects?.items ?? []).map(({ id, number, name, address }) => ({
            id,
            label: `${number} ${name}`,
            description: address,
            leftSection: <IconFolder size={18} stroke={1.75} aria-hidden />,
            onClick: () => navigate({ to: `/projects/${id}` }),
          })),
        },
      ]}
    />
  )
}
