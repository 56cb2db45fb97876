import type { JSX } from 'preact';
import { useApp } from '../component/app-context.ts';
import { Banner } from '../component/banner.tsx';
import { Icon } from '../component/icon.tsx';
import { Lazy } from '../component/lazy.tsx';
import { message } from '../message/message.ts';
import type { ViewName } from '../state/route.ts';
import { Banners } from './banners.tsx';
import { QuestionView } from './question.tsx';
import { RulesView } from './rules.tsx';
import { ScriptHead } from './script-head.tsx';
import { ScriptListView } from './script-list.tsx';
import { TextView } from './text.tsx';
import { VacationView } from './vacation.tsx';

const views: Record<ViewName, () => JSX.Element> = {
  rules: RulesView,
  vacation: VacationView,
  text: TextView,
};

const loadTrial = async (): Promise<() => JSX.Element> =>
  (await import('./trial-panel.tsx')).TrialPanel;

const loadConflict = async () => (await import('./conflict-dialog.tsx')).ConflictDialog;

/** The page of somebody who is signed in. */
export function Workspace({ user }: { user: string }): JSX.Element {
  const app = useApp();
  const m = message.value;
  const conflict = app.editing.conflict.value;
  return (
    <div class="page">
      <button type="button" class="skip-link" onClick={skip}>
        {m.skip}
      </button>
      <header class="top-bar">
        <p class="brand">
          <Icon name="sieve" />
          {m.product}
        </p>
        <span class="account">{user}</span>
        <button type="button" class="button" data-kind="quiet" onClick={() => app.requestSignOut()}>
          {m.signOut}
        </button>
      </header>
      <ScriptListView />
      <main class="main" id="main" tabIndex={-1}>
        <Main />
      </main>
      <QuestionView />
      {conflict && <Lazy load={loadConflict} props={{ conflict }} />}
    </div>
  );
}

function Main(): JSX.Element {
  const app = useApp();
  const script = app.editing.script.value;
  if (!script) return <Nothing />;
  const name = app.view.value;
  const View = views[name];
  return (
    <>
      <ScriptHead name={script.name} />
      <div class="work">
        <section class="tab-panel" id="tab-panel" role="tabpanel" aria-labelledby={`tab-${name}`}>
          <ProblemSummary />
          <View key={script.name} />
        </section>
        <div class="trial-place" id="trial">
          {app.trial.shown.value && <Lazy load={loadTrial} props={{}} />}
        </div>
      </div>
    </>
  );
}

/** Outside of the text view: that there are problems, and the way to them. */
function ProblemSummary(): JSX.Element | null {
  const app = useApp();
  const m = message.value;
  const problems = app.analysis.problems.value;
  const first = problems[0];
  if (app.view.value === 'text' || !first || app.analysis.broken.value) return null;
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  return (
    <div class="column">
      <Banner
        tone={errors > 0 ? 'danger' : 'warning'}
        text={m.problemsInScript(m.problemCount(errors, problems.length - errors))}
      >
        <button type="button" class="button" onClick={() => app.reveal(first.from, first.to)}>
          {m.showInText}
        </button>
      </Banner>
    </div>
  );
}

function Nothing(): JSX.Element {
  const app = useApp();
  const m = message.value;
  const scripts = app.list.scripts.value;
  if (!scripts || app.list.failure.value) return <Banners />;
  return (
    <>
      <Banners />
      <div class="tab-panel">
        <div class="column empty">
          <h1>{scripts.length === 0 ? m.noScripts : m.nothingOpen}</h1>
          <p class="muted">{scripts.length === 0 ? m.noScriptsLead : m.scriptsLead}</p>
          <button
            type="button"
            class="button"
            data-kind="primary"
            onClick={() => {
              app.question.value = { kind: 'create' };
            }}
          >
            <Icon name="plus" />
            {m.newScript}
          </button>
        </div>
      </div>
    </>
  );
}

/** A button and no link: the address after # is the script's. */
function skip(): void {
  document.getElementById('main')?.focus();
}
