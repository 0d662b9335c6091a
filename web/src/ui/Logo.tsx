/** Logo is the product's mark. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="var(--accent-fill)" />
      <g fill="none" stroke="var(--on-accent)" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round">
        <path d="M14.5 10.2a6 6 0 1 0 0 11.6" />
        <path d="m17.5 16.4 3 3 5.5-7" />
      </g>
    </svg>
  )
}
