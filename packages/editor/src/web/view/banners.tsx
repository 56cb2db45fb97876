import type { JSX } from 'preact';
import { useApp } from '../component/app-context.ts';
import { Banner } from '../component/banner.tsx';
import { message } from '../message/message.ts';

/** What the user should know before going on: connection, drafts, failures. */
export function Banners(): JSX.Element {
  const { connection, drafts, editing } = useApp();
  const m = message.value;
  const failure = editing.failure.value;
  return (
    <>
      {connection.state.value === 'lost' && (
        <Banner tone="warning" text={m.connectionLost}>
          <button type="button" class="button" onClick={() => connection.retry()}>
            {m.connectNow}
          </button>
        </Banner>
      )}
      <DraftOffer />
      {drafts.failed.value && <Banner tone="warning" text={m.draftFailed} />}
      {failure && failure.code !== 'no-session' && (
        <Banner tone="danger" text={m.failure(failure.code)}>
          <button type="button" class="button" onClick={() => editing.dismissFailure()}>
            {m.close}
          </button>
        </Banner>
      )}
    </>
  );
}

function DraftOffer(): JSX.Element | null {
  const { drafts, editing } = useApp();
  const m = message.value;
  const draft = drafts.offer.value;
  if (!draft) return null;
  const when = new Date(draft.time).toLocaleString(m.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const stale = editing.script.value?.revision !== draft.revision;
  return (
    <Banner text={stale ? `${m.draftOffer(when)} ${m.draftStale}` : m.draftOffer(when)}>
      <button type="button" class="button" onClick={() => drafts.restore()}>
        {m.draftRestore}
      </button>
      <button type="button" class="button" data-kind="quiet" onClick={() => drafts.discard()}>
        {m.draftDiscard}
      </button>
    </Banner>
  );
}
