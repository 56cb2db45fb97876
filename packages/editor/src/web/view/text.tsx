import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../component/app-context.ts';
import { Choice } from '../component/choice.tsx';
import { FullEditor } from '../component/full-editor.tsx';
import { PlainEditor } from '../component/plain-editor.tsx';
import { message } from '../message/message.ts';
import { ProblemPanel } from './problem-panel.tsx';

const PREFERENCE = 'sievekit:plain-text-field';

/** The script as text, with what is wrong with it below. */
export function TextView(): JSX.Element {
  const { editing, analysis } = useApp();
  const m = message.value;
  const [plain, setPlain] = useState(preferPlain);
  const [failed, setFailed] = useState(false);
  const [tabLeaves, setTabLeaves] = useState(false);
  const label = m.scriptText(editing.script.value?.name ?? '');
  const choose = (chosen: boolean): void => {
    setPlain(chosen);
    try {
      localStorage.setItem(PREFERENCE, String(chosen));
    } catch {
      // A browser that keeps nothing asks again next time.
    }
  };
  return (
    <div class="text-view">
      {failed && <p class="banner">{m.monacoFailed}</p>}
      {plain || failed ? (
        <PlainEditor label={label} />
      ) : (
        <FullEditor label={label} onFailure={() => setFailed(true)} onTabMode={setTabLeaves} />
      )}
      <div class="text-foot">
        <p role="status">{analysis.problems.value.length === 0 ? m.noProblems : ''}</p>
        {!plain && !failed && <p role="status">{tabLeaves ? m.tabLeaves : m.textHint}</p>}
        <Choice label={m.plainField} checked={plain} onChange={choose} />
      </div>
      <ProblemPanel />
    </div>
  );
}

/** Fingers and narrow screens get the plain field unless somebody chose otherwise. */
function preferPlain(): boolean {
  try {
    const chosen = localStorage.getItem(PREFERENCE);
    if (chosen !== null) return chosen === 'true';
  } catch {
    // Nothing kept: what the screen says counts.
  }
  return matchMedia('(pointer: coarse), (max-width: 40rem)').matches;
}
