/** Four tiles: the mark of the app. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 26 26" width="22" height="22" aria-hidden="true">
      <rect width="12" height="12" rx="2.5" fill="var(--chart-1)" />
      <rect x="14" width="12" height="12" rx="2.5" fill="var(--chart-2)" />
      <rect y="14" width="12" height="12" rx="2.5" fill="var(--chart-3)" />
      <rect x="14" y="14" width="12" height="12" rx="2.5" fill="var(--chart-1)" opacity="0.4" />
    </svg>
  );
}
