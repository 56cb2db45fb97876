import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../message/message.ts';
import { Banner } from './banner.tsx';

interface LazyProps<P> {
  /** Fetches the code of what is shown; the same function each time. */
  readonly load: () => Promise<(props: P) => JSX.Element>;
  readonly props: P;
}

/** A part of the page whose code is fetched when it is first shown. */
export function Lazy<P extends object>({ load, props }: LazyProps<P>): JSX.Element {
  const [View, setView] = useState<((props: P) => JSX.Element) | null>(null);
  const [failed, setFailed] = useState(false);
  const fetchView = (): void => {
    setFailed(false);
    load().then(
      (loaded) => setView(() => loaded),
      () => setFailed(true),
    );
  };
  useEffect(fetchView, [load]);
  const m = message.value;
  if (View) return <View {...props} />;
  if (!failed) return <p class="muted">{m.loading}</p>;
  return (
    <Banner tone="danger" text={m.failure('offline')}>
      <button type="button" class="button" onClick={fetchView}>
        {m.retry}
      </button>
    </Banner>
  );
}
