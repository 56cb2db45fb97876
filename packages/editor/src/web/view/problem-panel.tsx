import type { JSX } from 'preact';
import { useApp } from '../component/app-context.ts';
import { Icon } from '../component/icon.tsx';
import { PROBLEMS_SHOWN } from '../limits.ts';
import { message } from '../message/message.ts';
import type { Problem } from '../state/analysis.ts';

/** Everything wrong with the script, ours and the server's; a click shows the place. */
export function ProblemPanel(): JSX.Element | null {
  const app = useApp();
  const { analysis } = app;
  const m = message.value;
  const problems = analysis.problems.value;
  if (problems.length === 0) return null;
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  return (
    <section class="problem-panel" aria-label={m.problemsTitle}>
      <h2>
        {m.problemsTitle}
        <span class="badge" data-tone={errors > 0 ? 'danger' : 'warning'}>
          {m.problemCount(errors, problems.length - errors)}
        </span>
        {problems.filter(({ fixes = [] }) => fixes.length > 0).length > 1 && (
          <button type="button" class="button" data-kind="quiet" onClick={() => app.mend(null)}>
            {m.mendAll}
          </button>
        )}
      </h2>
      <ul>
        {problems.slice(0, PROBLEMS_SHOWN).map((problem, index) => (
          <ProblemItem key={`${index}:${problem.from}`} problem={problem} />
        ))}
      </ul>
      {problems.length > PROBLEMS_SHOWN && (
        <p class="small muted">{m.problemMore(problems.length - PROBLEMS_SHOWN)}</p>
      )}
    </section>
  );
}

function ProblemItem({ problem }: { problem: Problem }): JSX.Element {
  const app = useApp();
  const m = message.value;
  const { severity, line, source } = problem;
  const [fix] = problem.fixes ?? [];
  return (
    <li class="problem-row">
      <button
        type="button"
        class="problem-item"
        data-severity={severity}
        onClick={() => app.reveal(problem.from, problem.to)}
      >
        <Icon name={severity} />
        <span class="muted small">
          <span class="only-heard">{m.severity[severity]}, </span>
          {line === null ? m.problemAll : m.problemLine(line)}
        </span>
        <span class="message">
          {problem.message}
          {source === 'server' && <span class="muted"> ({m.fromServer})</span>}
        </span>
      </button>
      {fix && (
        <button type="button" class="button" data-kind="quiet" onClick={() => app.mend(fix)}>
          {fix.title}
        </button>
      )}
    </li>
  );
}
