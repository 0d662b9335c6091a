import { Button } from '@mantine/core'
import { IconDownload, IconFileImport, IconPlayerPlay, IconSettings } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { addressOf } from '~/api/call'
import { download } from '~/api/download'
import { isStale } from '~/api/problem'
import { refresh } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { Back } from '~/ui/Back'
import { Note } from '~/ui/Note'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { ProblemNote } from '~/ui/ProblemNote'
import { sayWrong } from '~/ui/toast'
import css from '../integration.module.css'
import { BeginDialog } from '../round/BeginDialog'
import { Rounds } from '../round/Rounds'
import { type End, type Matrix, titleOf } from '../words'
import { actionsOf, linkAt, moved, newEnd, type Side, withEnd, withLink, withoutEnd } from './content'
import { EndDialog } from './EndDialog'
import { ImportDialog } from './ImportDialog'
import { LinkDialog } from './LinkDialog'
import { MatrixSheet } from './MatrixSheet'
import { MatrixTable } from './MatrixTable'
import { useDraft } from './useDraft'

type Open =
  | { what: 'facts' | 'import' | 'begin' }
  | { what: 'cell'; cause: End; effect: End }
  | { what: 'end'; side: Side; end: End; isNew: boolean }

/** Editor writes a matrix: causes, effects and what follows, kept by one save. */
export function Editor({ matrix }: { matrix: Matrix }) {
  const project = useProject()
  const cache = useQueryClient()
  const why = useWhyNot('tests.edit_all')
  const whyTest = useWhyNot('tests.edit_own')
  const whyFile = useWhyNot('tests.export')
  const { content, changed, put, write, save, drop } = useDraft(matrix)
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const [, sheet] = addressOf('integration.matrix.export', { path: { project, matrix: matrix.id } })
  const title = `${matrix.code} ${titleOf(matrix)}`
  return (
    <Page>
      <PageHeader
        above={<Back to={`/projects/${project}/matrices`}>{m.integration_title()}</Back>}
        title={title}
        under={matrix.about}
        acts={
          <>
            <ActButton
              variant="default"
              why={why}
              leftSection={<IconSettings size={18} />}
              onClick={() => setOpen({ what: 'facts' })}
            >
              {m.integration_facts()}
            </ActButton>
            <ActButton
              variant="default"
              why={why}
              leftSection={<IconFileImport size={18} />}
              onClick={() => setOpen({ what: 'import' })}
            >
              {m.integration_import()}
            </ActButton>
            <ActButton
              variant="default"
              why={whyFile ?? (changed ? m.integration_save_first() : undefined)}
              leftSection={<IconDownload size={18} />}
              onClick={() => download(sheet).catch(sayWrong)}
            >
              {m.integration_export()}
            </ActButton>
            <ActButton
              why={
                whyTest ?? (changed || content.links.length === 0 ? m.integration_save_first() : undefined)
              }
              leftSection={<IconPlayerPlay size={18} />}
              onClick={() => setOpen({ what: 'begin' })}
            >
              {m.integration_begin()}
            </ActButton>
          </>
        }
      />
      {why && <Note>{why}</Note>}
      <MatrixTable
        content={content}
        name={title}
        off={Boolean(why)}
        onCell={(cause, effect) => setOpen({ what: 'cell', cause, effect })}
        onEmpty={(cause, effect) =>
          linkAt(content, cause.id, effect.id) &&
          put(withLink(content, { cause: cause.id, effect: effect.id, action: '', delay_s: null }))
        }
        onEnd={(side, end) => setOpen({ what: 'end', side, end, isNew: false })}
        onAdd={(side) => setOpen({ what: 'end', side, end: newEnd(content, side), isNew: true })}
      />
      {write.error &&
        (isStale(write.error) ? (
          <Note tone="warn">
            <p>{m.integration_stale()}</p>
            <Button
              variant="default"
              onClick={() => {
                drop()
                return refresh(cache, ['integration.matrix'])
              }}
            >
              {m.integration_theirs()}
            </Button>
          </Note>
        ) : (
          <ProblemNote problem={write.error} />
        ))}
      {changed && (
        <div className={css.save}>
          <span>{m.integration_unsaved()}</span>
          <Button variant="default" onClick={drop} disabled={write.isPending}>
            {m.integration_drop()}
          </Button>
          <Button onClick={save} loading={write.isPending}>
            {m.ui_save()}
          </Button>
        </div>
      )}
      <Rounds matrix={matrix} />
      {open?.what === 'facts' && <MatrixSheet matrix={matrix} onClose={close} />}
      {open?.what === 'begin' && <BeginDialog matrix={matrix} onClose={close} />}
      {open?.what === 'import' && (
        <ImportDialog
          full={content.links.length > 0}
          onTake={(next) => {
            put(next)
            close()
          }}
          onClose={close}
        />
      )}
      {open?.what === 'cell' && (
        <LinkDialog
          cause={open.cause}
          effect={open.effect}
          link={linkAt(content, open.cause.id, open.effect.id)}
          actions={actionsOf(content)}
          onKeep={(link) => {
            put(withLink(content, link))
            close()
          }}
          onClose={close}
        />
      )}
      {open?.what === 'end' && (
        <EndDialog
          side={open.side}
          end={open.end}
          isNew={open.isNew}
          taken={new Set(content[open.side].filter(({ id }) => id !== open.end.id).map(({ code }) => code))}
          onKeep={(end) => {
            put(withEnd(content, open.side, end))
            close()
          }}
          onMove={(by) => put(moved(content, open.side, open.end.id, by))}
          onRemove={() => {
            put(withoutEnd(content, open.side, open.end.id))
            close()
          }}
          onClose={close}
        />
      )}
    </Page>
  )
}
