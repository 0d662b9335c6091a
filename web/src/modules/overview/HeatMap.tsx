import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { formatNumber, formatShare } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { type Column, DataTable } from '~/ui/DataTable'
import { ErrorState } from '~/ui/ErrorState'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import css from './heat.module.css'
import { Picture } from './Pictures'
import { usePart, useToRows } from './part'
import { blocks, called, heat, type Place, paths, shareAt } from './places'

/** HeatMap shows how far each building, floor and room is; each leads to the rows of what lies there. */
export function HeatMap() {
  const project = useProject()
  const part = usePart()
  const { data, error, refetch } = useRead('registers.place.list', { path: { project }, query: part })
  if (!data)
    return (
      <Panel title={m.overview_heat()}>
        {error ? <ErrorState error={error} onRetry={refetch} /> : <Lines count={5} />}
      </Panel>
    )
  const { items, elsewhere } = data
  const nowhere = elsewhere.rows > 0 ? elsewhere : undefined
  if (items.length === 0)
    return (
      <Panel title={m.overview_heat()}>
        <p className="muted">{m.overview_heat_none()}</p>
      </Panel>
    )
  return (
    <Picture
      title={m.overview_heat()}
      under={m.overview_heat_about()}
      drawing={
        <>
          <ul className={css.blocks} aria-label={m.overview_heat()}>
            {blocks(items).map(({ place, lines }) => (
              <li key={place.id} className={css.block}>
                <Tile place={place} large />
                {lines.length > 0 && (
                  <ul
                    className={css.lines}
                    data-flat={lines.every(({ tiles }) => tiles.length === 0) || undefined}
                  >
                    {lines.map(({ place: floor, tiles }) => (
                      <li key={floor.id} className={css.line}>
                        <Tile place={floor} />
                        {tiles.length > 0 && (
                          <ul className={css.tiles}>
                            {tiles.map((tile) => (
                              <li key={tile.id}>
                                <Tile place={tile} />
                              </li>
                            ))}
                          </ul>
                        )}
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
            {nowhere && (
              <li className={css.block}>
                <Tile place={nowhere} large />
              </li>
            )}
          </ul>
          <Ramp />
        </>
      }
      table={<PlaceTable places={items} elsewhere={nowhere} />}
    />
  )
}

const nobody = '00000000-0000-0000-0000-000000000000'
const nameOf = (place: Place) => (place.id === nobody ? m.overview_elsewhere() : called(place))
const keyOf = (place: Place) => (place.id === nobody ? null : place.id)

function Tile({ place, large = false }: { place: Place; large?: boolean }) {
  const toRows = useToRows()
  const share = shareAt(place)
  const percent = share === undefined ? '–' : formatShare(share)
  const rows = m.overview_rows({ count: place.rows, shown: formatNumber(place.rows) })
  const failed = place.failed > 0 ? m.overview_heat_failed({ count: formatNumber(place.failed) }) : ''
  return (
    <Link
      {...toRows({ field: 'place', op: 'in', value: [keyOf(place)] })}
      className={css.tile}
      data-heat={share === undefined ? undefined : heat(share)}
      data-large={large || undefined}
      title={[`${nameOf(place)}: ${percent}`, rows, failed].filter(Boolean).join(', ')}
    >
      <span className={css.name}>{nameOf(place)}</span>
      <b className="figures">{percent}</b>
      <span className="unseen">{[rows, failed].filter(Boolean).join(', ')}</span>
    </Link>
  )
}

/** Ramp says what the shades stand for. */
function Ramp() {
  const steps = ['0 %', '1–24 %', '25–49 %', '50–74 %', '75–99 %', '100 %']
  return (
    <ul className={css.ramp} aria-label={m.overview_legend()}>
      {steps.map((step, at) => (
        <li key={step} data-heat={at} className="figures">
          {step}
        </li>
      ))}
    </ul>
  )
}

function PlaceTable({ places, elsewhere }: { places: readonly Place[]; elsewhere: Place | undefined }) {
  const toRows = useToRows()
  const by = new Map(places.map((place) => [place.id, place]))
  const lines = paths(places).flatMap(({ id, path }) => {
    const place = by.get(id)
    return place ? [{ place, path }] : []
  })
  if (elsewhere) lines.push({ place: elsewhere, path: m.overview_elsewhere() })
  const columns: Column<(typeof lines)[number]>[] = [
    {
      key: 'path',
      title: m.overview_location(),
      show: ({ place, path }) => (
        <Link {...toRows({ field: 'place', op: 'in', value: [keyOf(place)] })}>{path}</Link>
      ),
    },
    {
      key: 'systems',
      title: m.overview_systems(),
      align: 'right',
      show: ({ place }) => formatNumber(place.systems),
    },
    {
      key: 'rows',
      title: m.overview_table_rows(),
      align: 'right',
      show: ({ place }) => formatNumber(place.rows),
    },
    {
      key: 'failed',
      title: m.overview_failed(),
      align: 'right',
      show: ({ place }) => formatNumber(place.failed),
    },
    {
      key: 'weight',
      title: m.overview_table_weight(),
      align: 'right',
      show: ({ place }) => formatNumber(place.weight),
    },
    {
      key: 'share',
      title: m.overview_verified(),
      align: 'right',
      show: ({ place }) => {
        const share = shareAt(place)
        return share === undefined ? '–' : formatShare(share)
      },
    },
  ]
  return (
    <DataTable caption={m.overview_heat()} columns={columns} rows={lines} rowKey={({ place }) => place.id} />
  )
}
