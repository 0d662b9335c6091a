import { Button } from '@mantine/core'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { type Column, DataTable } from '~/ui/DataTable'
import { FileLink } from '../parts/FileLink'
import type { useNames } from '../parts/lookup'
import type { Review } from '../words'
import css from './review.module.css'

type Item = Review['items'][number]

/** Items lists what is reviewed, and what the draw left out. */
export function Items({
  review,
  names,
  chosen,
  onChoose,
}: {
  review: Review
  names: ReturnType<typeof useNames>
  chosen: string | undefined
  onChoose: (version: string | undefined) => void
}) {
  const drawn = review.items.filter((one) => one.drawn)
  const left = review.items.filter((one) => !one.drawn)
  const columns: Column<Item>[] = [
    {
      key: 'document',
      title: m.documents_number(),
      show: ({ number, revision, file, media_type, checked }) => (
        <FileLink file={file} mediaType={media_type} checked={checked}>
          {`${number} ${m.documents_rev({ revision })}`}
        </FileLink>
      ),
    },
    { key: 'title', title: m.documents_title_of(), show: ({ title }) => title },
    { key: 'discipline', title: m.documents_discipline(), show: (one) => names.discipline(one.discipline) },
    {
      key: 'share',
      title: m.documents_share(),
      align: 'right',
      width: '90px',
      show: ({ share }) => `${formatNumber(share)} %`,
    },
    {
      key: 'comments',
      title: m.documents_comments(),
      align: 'right',
      width: '120px',
      show: ({ comments }) => formatNumber(comments),
    },
    {
      key: 'choose',
      title: m.documents_choose(),
      hidden: true,
      width: '170px',
      show: ({ version, number }) => (
        <Button
          variant={chosen === version ? 'light' : 'subtle'}
          aria-pressed={chosen === version}
          aria-label={m.documents_choose_one({ number })}
          onClick={() => onChoose(chosen === version ? undefined : version)}
        >
          {m.documents_choose()}
        </Button>
      ),
    },
  ]
  return (
    <>
      <DataTable
        caption={m.documents_reviewed()}
        columns={columns}
        rows={drawn}
        rowKey={({ version }) => version}
      />
      {left.length > 0 && (
        <details className={css.left}>
          <summary>{m.documents_not_drawn({ count: formatNumber(left.length) })}</summary>
          <p className="figures">{left.map(({ number }) => number).join(', ')}</p>
        </details>
      )}
    </>
  )
}
