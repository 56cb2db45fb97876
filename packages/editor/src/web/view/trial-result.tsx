import type { JSX } from 'preact';
import { useApp } from '../component/app-context.ts';
import { message } from '../message/message.ts';
import type { TrialMark } from '../state/trial-mark.ts';
import type { TrialRun } from '../trial/protocol.ts';

/** What became of the message, in one sentence; read aloud with each change. */
export function TrialOutcomeView(): JSX.Element {
  const { trial } = useApp();
  const m = message.value;
  const run = trial.outcome.value;
  const failure = trial.failure.value;
  return (
    <div role="status" class="trial-status">
      {run && (
        <p class="trial-outcome" data-tone={run.error ? 'danger' : undefined}>
          {m.trySentence(run)}
        </p>
      )}
      {!run && !failure && trial.running.value && <p class="muted">{m.tryRunning}</p>}
      {failure && (
        <p class="banner" data-tone="warning">
          {m.tryFailure(failure)}
        </p>
      )}
    </div>
  );
}

/** Why it came so, and what would have changed it. */
export function TrialDetails(): JSX.Element | null {
  const run = useApp().trial.outcome.value;
  return run && <Details run={run} />;
}

function Details({ run }: { run: TrialRun }): JSX.Element {
  const app = useApp();
  const m = message.value;
  const reply = run.actions.find((action) => action.type === 'vacation')?.reply ?? null;
  return (
    <>
      {reply !== null && (
        <details>
          <summary>{m.tryReply}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
          <section class="code" dir="auto" tabIndex={0} aria-label={m.tryReply}>
            <pre>{reply}</pre>
          </section>
        </details>
      )}
      {run.alternatives.length > 0 && (
        <section>
          <h3>{m.tryDifferent}</h3>
          <ul class="trial-list">
            {run.alternatives.map((alternative) => (
              <li key={alternative.from}>
                <button
                  type="button"
                  class="trial-step"
                  onClick={() => app.reveal(alternative.from, alternative.to)}
                >
                  {m.tryAlternative(alternative)}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <details>
        <summary>{m.tryWay}</summary>
        <ol class="trial-list">
          {app.trial.marks.value.map((mark, index) => (
            <Step key={index} mark={mark} text={run.text} />
          ))}
        </ol>
      </details>
    </>
  );
}

function Step({ mark, text }: { mark: TrialMark; text: string }): JSX.Element {
  const app = useApp();
  const m = message.value;
  const words = { true: m.tryTrue, false: m.tryFalse, ran: m.tryDone };
  const [comparison] = mark.comparisons;
  const source = text.slice(mark.from, mark.to).replace(/\s+/g, ' ');
  return (
    <li>
      <button
        type="button"
        class="trial-step"
        data-kind={mark.kind}
        onClick={() => app.reveal(mark.from, mark.to)}
      >
        <code>{source.length > 120 ? `${source.slice(0, 119)}…` : source}</code>
        <span class="badge" data-tone={mark.kind === 'false' ? undefined : 'accent'}>
          {words[mark.kind]}
        </span>
        {comparison && (
          <span class="muted small">
            {(comparison.matched ? m.tryFits : m.tryFitsNot)(comparison.value, comparison.key)}
          </span>
        )}
      </button>
    </li>
  );
}
