import type { ComponentChildren, JSX } from 'preact';

interface BannerProps {
  readonly tone?: 'warning' | 'danger';
  readonly text: string;
  /** Buttons. */
  readonly children?: ComponentChildren;
}

/** One line across the page that stays until it is dealt with; read aloud when it comes. */
export function Banner({ tone, text, children }: BannerProps): JSX.Element {
  return (
    <div class="banner" data-tone={tone} role={tone === 'danger' ? 'alert' : 'status'}>
      <p>{text}</p>
      {children}
    </div>
  );
}
