import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useState } from 'react'
import { m } from '~/lib/paraglide/messages'
import { RestoreSheet } from '~/ui/moment/RestoreSheet'
import type { Line } from '../thing/api'
import { useRegister } from '../thing/register'

/** RestoreChosen puts the selected rows back as they stood at the moment that is looked at. */
export default function RestoreChosen({ read }: { read: () => Promise<Line[]> }) {
  const { register, at } = useRegister()
  const [rows, setRows] = useState<string[]>()
  return (
    <>
      <Button
        size="compact-sm"
        h={30}
        variant="default"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        onClick={async () => setRows((await read()).map(({ id }) => id))}
      >
        {m.moment_restore_chosen()}
      </Button>
      {rows && (
        <RestoreSheet
          table={`registers.${register.plural}`}
          at={at}
          rows={rows}
          onClose={() => setRows(undefined)}
        />
      )}
    </>
  )
}
