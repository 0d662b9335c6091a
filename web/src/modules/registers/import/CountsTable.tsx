import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { type Column, DataTable } from '~/ui/DataTable'
import { registerOf } from '../thing/things'
import { type Import, outcomes, outcomeWords, thingWord, totals } from './importWords'

/** CountsTable shows how many rows of each register would be, or were, made, changed or left. */
export function CountsTable({ counts, linked }: { counts: Import['counts']; linked: boolean }) {
  const project = useProject()
  const sum = totals(counts)
  const columns: Column<[string, Import['counts'][string]]>[] = [
    {
      key: 'thing',
      title: m.registers_import_register(),
      show: ([thing]) => {
        const register = registerOf(thing)
        return linked && register ? (
          <Link to={`/projects/${project}/registers/${register.plural}`}>{register.label()}</Link>
        ) : (
          thingWord(thing)
        )
      },
    },
    ...outcomes
      .filter((outcome) => sum[outcome] > 0)
      .map((outcome) => ({
        key: outcome,
        title: outcomeWords[outcome](),
        align: 'right' as const,
        show: ([, count]: [string, Import['counts'][string]]) => formatNumber(count[outcome]),
      })),
  ]
  return (
    <DataTable
      caption={m.registers_check_title()}
      columns={columns}
      rows={Object.entries(counts)}
      rowKey={([thing]) => thing}
    />
  )
}
