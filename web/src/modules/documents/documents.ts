import { IconFiles } from '@tabler/icons-react'
import type { Manifest } from '~/app/module'
import { m } from '~/lib/paraglide/messages'

/** Documents are the documents of a project by their versions, and the design review of them. */
export const documents: Manifest = {
  name: 'documents',
  project: [
    { path: 'documents', lazy: () => import('./list/DocumentsPage'), needs: 'documents.view' },
    { path: 'documents/$document', lazy: () => import('./document/DocumentPage'), needs: 'documents.view' },
    { path: 'reviews', lazy: () => import('./review/ReviewsPage'), needs: 'documents.view' },
    { path: 'reviews/$review', lazy: () => import('./review/ReviewPage'), needs: 'documents.view' },
  ],
  nav: [
    {
      label: m.documents_nav,
      icon: IconFiles,
      to: 'documents',
      order: 27,
      group: 'design',
      needs: 'documents.view',
    },
  ],
  follows: {
    'documents.document': ['documents.versions'],
    'documents.review': ['documents.comments'],
  },
}
