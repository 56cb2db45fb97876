import type { JSX } from 'preact';

const paths = {
  sieve:
    'M3 7h18M4.5 7a7.5 7.5 0 0 0 15 0M9 17.5v.01M12 19v2M15 17.5v.01M8.5 11v.01M12 11v.01M15.5 11v.01',
  plus: 'M12 5v14M5 12h14',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13',
  undo: 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  redo: 'm15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3',
  close: 'M6 6l12 12M18 6 6 18',
  chevron: 'm6 9 6 6 6-6',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  error: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 8v5M12 16v.01',
  warning: 'M12 4 2.5 20h19zM12 10v4M12 17v.01',
  note: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5M12 8v.01',
  check: 'm5 12 5 5 9-10',
  flask: 'M9 3h6M10 3v6L4.5 18.5A1.7 1.7 0 0 0 6 21h12a1.7 1.7 0 0 0 1.5-2.5L14 9V3M7.5 15h9',
  clock: 'M3.5 12a8.5 8.5 0 1 0 2.5-6L3.5 8.5M3.5 4v4.5H8M12 8v4.5l3 2',
  power: 'M12 3v9M6.5 7a8 8 0 1 0 11 0',
} as const;

export type IconName = keyof typeof paths;

/** A drawing of the page's own; never the only name of a control. `turn`: mirrored right-to-left. */
export function Icon({ name, turn }: { name: IconName; turn?: boolean }): JSX.Element {
  return (
    <svg
      class="icon"
      data-turn={turn ? '' : undefined}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
