import type { ReactNode } from 'react'
import type { Status } from '~/lib/status'

const shapes: Record<Status, ReactNode> = {
  not_started: <circle cx="8" cy="8" r="5.5" />,
  ready: <path d="M4.5 3v10l8-5z" fill="currentColor" />,
  in_progress: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" stroke="none" />
    </>
  ),
  passed: (
    <>
      <rect x="2.5" y="2.5" width="11" height="11" rx="1.5" />
      <path d="m5.2 8.2 2 2 3.8-4.4" />
    </>
  ),
  passed_with_remarks: (
    <>
      <rect x="2.5" y="2.5" width="11" height="11" rx="1.5" />
      <path d="m4.6 7.4 1.8 1.9 3.4-4" />
      <circle cx="10.9" cy="10.9" r="1.3" fill="currentColor" stroke="none" />
    </>
  ),
  failed: (
    <>
      <path d="M5.4 2h5.2L14 5.4v5.2L10.6 14H5.4L2 10.6V5.4z" />
      <path d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4" />
    </>
  ),
  blocked: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="m4.1 4.1 7.8 7.8" />
    </>
  ),
  not_applicable: <path d="M3.5 8h9" />,
  approved: (
    <>
      <rect x="3" y="7" width="10" height="6.5" rx="1.2" fill="currentColor" />
      <path d="M5.2 7V5.2a2.8 2.8 0 0 1 5.6 0V7" />
    </>
  ),
}

/** StatusIcon is the shape that stands for a status, so that colour never stands alone. */
export function StatusIcon({ status, size = 14 }: { status: Status; size?: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {shapes[status]}
    </svg>
  )
}
