import { IconPlus } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { m } from '~/lib/paraglide/messages'
import css from '../integration.module.css'
import { actionOf, type End, titleOf } from '../words'
import { type Content, linkAt, type Side } from './content'

/** MatrixTable shows causes down and effects across; arrows move between cells, Enter opens one, Delete empties it. */
export function MatrixTable({
  content,
  name,
  off,
  onCell,
  onEmpty,
  onEnd,
  onAdd,
}: {
  content: Content
  name: string
  off: boolean
  onCell: (cause: End, effect: End) => void
  onEmpty: (cause: End, effect: End) => void
  onEnd: (side: Side, end: End) => void
  onAdd: (side: Side) => void
}) {
  const { causes, effects } = content
  const move = (event: KeyboardEvent<HTMLElement>, row: number, column: number) => {
    const [down, right] = steps[event.key] ?? [0, 0]
    if (down === 0 && right === 0) return
    event.preventDefault()
    event.currentTarget
      .closest('table')
      ?.querySelector<HTMLElement>(`[data-at="${row + down}/${column + right}"]`)
      ?.focus()
  }
  return (
    <div className={css.scroll}>
      <table className={css.matrix}>
        <caption className="unseen">{name}</caption>
        <thead>
          <tr>
            <th scope="col" className={css.corner}>
              {m.integration_causes()} ↓ · {m.integration_effects()} →
            </th>
            {effects.map((effect) => (
              <th key={effect.id} scope="col">
                <Head end={effect} off={off} onOpen={() => onEnd('effects', effect)} />
              </th>
            ))}
            {!off && (
              <th scope="col">
                <button type="button" className={css.add} onClick={() => onAdd('effects')}>
                  <IconPlus size={18} aria-hidden />
                  {m.integration_effect()}
                </button>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {causes.map((cause, row) => (
            <tr key={cause.id}>
              <th scope="row">
                <Head end={cause} off={off} onOpen={() => onEnd('causes', cause)} />
              </th>
              {effects.map((effect, column) => {
                const link = linkAt(content, cause.id, effect.id)
                return (
                  <td key={effect.id} data-full={link ? true : undefined}>
                    {off ? (
                      link && actionOf(link)
                    ) : (
                      <button
                        type="button"
                        data-at={`${row}/${column}`}
                        aria-label={`${cause.code} → ${effect.code}: ${link ? actionOf(link) : m.integration_nothing()}`}
                        onClick={() => onCell(cause, effect)}
                        onKeyDown={(event) => {
                          if (event.key === 'Delete' || event.key === 'Backspace') onEmpty(cause, effect)
                          else move(event, row, column)
                        }}
                      >
                        {link && actionOf(link)}
                      </button>
                    )}
                  </td>
                )
              })}
              {!off && <td />}
            </tr>
          ))}
          {!off && (
            <tr>
              <th scope="row">
                <button type="button" className={css.add} onClick={() => onAdd('causes')}>
                  <IconPlus size={18} aria-hidden />
                  {m.integration_cause()}
                </button>
              </th>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}

const steps: Record<string, [number, number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
}

function Head({ end, off, onOpen }: { end: End; off: boolean; onOpen: () => void }) {
  const words = (
    <>
      <strong className="figures">{end.code}</strong>
      <span>{titleOf(end)}</span>
    </>
  )
  if (off) return <span className={css.head}>{words}</span>
  return (
    <button type="button" className={css.head} onClick={onOpen}>
      {words}
    </button>
  )
}
