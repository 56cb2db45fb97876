import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../component/app-context.ts';
import { Field } from '../component/field.tsx';
import { Icon } from '../component/icon.tsx';
import { message } from '../message/message.ts';
import { sampleMessage } from '../trial/sample.ts';
import { TrialDetails, TrialOutcomeView } from './trial-result.tsx';

/** A message is typed, pasted or dropped here, and what the script does to it is seen below. */
export function TrialPanel(): JSX.Element {
  const { trial } = useApp();
  const m = message.value;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <aside class="trial" aria-labelledby="trial-title">
      <header class="trial-head">
        <h2 id="trial-title" ref={heading} tabIndex={-1}>
          {m.tryTitle}
        </h2>
        <button
          type="button"
          class="button"
          data-kind="icon"
          aria-label={m.close}
          title={m.close}
          onClick={() => {
            trial.shown.value = false;
            document.querySelector<HTMLElement>('[aria-controls="trial"]')?.focus();
          }}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="stack">
        <p class="small muted">{m.tryLead}</p>
        <TrialOutcomeView />
        <MessageField />
        <Field label={m.tryAt} hint={m.tryAtHint}>
          {(control) => (
            <input
              {...control}
              type="datetime-local"
              value={trial.at.value}
              onInput={(event) => {
                trial.at.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <TrialDetails />
      </div>
    </aside>
  );
}

function MessageField(): JSX.Element {
  const { trial } = useApp();
  const m = message.value;
  const [over, setOver] = useState(false);
  const taken = trial.message.value;
  const take = (text: string): void => {
    trial.message.value = { kind: 'text', text };
  };
  return (
    <fieldset
      class="stack trial-drop"
      aria-label={m.tryMessage}
      data-over={over ? '' : undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer?.files ?? [];
        const text = event.dataTransfer?.getData('text/plain') ?? '';
        if (file) void trial.takeFile(file);
        else if (text) take(text);
      }}
    >
      {taken.kind === 'text' ? (
        <Field label={m.tryMessage} hint={m.tryMessageHint}>
          {(control) => (
            <textarea
              {...control}
              class="input trial-message"
              rows={7}
              dir="auto"
              spellcheck={false}
              value={taken.text}
              onInput={(event) => take(event.currentTarget.value)}
            />
          )}
        </Field>
      ) : (
        <p>
          <strong>
            {m.tryDropped(
              taken.name,
              (taken.bytes.length / 1000).toLocaleString(m.language, { maximumFractionDigits: 1 }),
            )}
          </strong>
        </p>
      )}
      <MessageButtons onText={take} />
    </fieldset>
  );
}

function MessageButtons({ onText }: { onText: (text: string) => void }): JSX.Element {
  const { trial, session } = useApp();
  const m = message.value;
  const picker = useRef<HTMLInputElement>(null);
  const state = session.state.value;
  return (
    <div class="trial-buttons">
      <input
        ref={picker}
        type="file"
        accept=".eml,.txt,message/rfc822"
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file) void trial.takeFile(file);
        }}
      />
      <button type="button" class="button" onClick={() => picker.current?.click()}>
        {m.tryFile}
      </button>
      {trial.message.value.kind === 'file' ? (
        <button type="button" class="button" data-kind="quiet" onClick={() => onText('')}>
          {m.tryOther}
        </button>
      ) : (
        <button
          type="button"
          class="button"
          data-kind="quiet"
          onClick={() => onText(sampleMessage('info' in state ? state.info.user : ''))}
        >
          {m.trySample}
        </button>
      )}
    </div>
  );
}
