import { IconExternalLink } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { addressOf, type Item } from '~/api/call'
import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import css from './parts.module.css'

/** Label is what a version of a document is called, as far as the reader may see it. */
export type Label = Item<'documents.label.list'>

/** calledOf says a version by its document and revision, or why it cannot be said. */
export function calledOf({ state, number, title, revision }: Label): string {
  if (state === 'hidden') return m.design_cited_hidden()
  if (state === 'gone') return m.design_cited_gone()
  return m.design_cited({ number, title, revision })
}

/** Cited is the version of a document that an answer names, with its page: it leads to the document, and to the page of the file. */
export function Cited({ version, page }: { version: string; page: number | null }) {
  const path = { project: useProject() }
  const { data } = useRead('documents.label.list', { path, query: { ids: JSON.stringify([version]) } })
  const label = data?.items[0]
  if (!label) return <span className="muted">…</span>
  const called = calledOf(label)
  const onPage = page === null ? '' : m.design_cited_page({ page: String(page) })
  if (!label.document || !label.file) {
    return <span className="muted">{[called, onPage].filter(Boolean).join(', ')}</span>
  }
  const [, address] = addressOf('files.file.read', {
    path: { ...path, file: label.file },
    query: { show: 1 },
  })
  // The browser's own viewer opens a PDF on its page.
  const at = page !== null && label.media_type === 'application/pdf' ? `#page=${page}` : ''
  return (
    <span className={css.cited}>
      <Link to={`/projects/${path.project}/documents/${label.document}`}>{called}</Link>
      <a href={`${address}${at}`} target="_blank" rel="noreferrer">
        {onPage || m.design_cited_file()} <IconExternalLink size={16} aria-hidden />
      </a>
    </span>
  )
}
