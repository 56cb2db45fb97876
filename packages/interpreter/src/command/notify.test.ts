import { expect, it } from 'vitest';
import { prepare } from '../program.ts';

/** Method and importance of each notification. */
function outcome(script: string): string[] {
  const { actions } = prepare(script).run('Subject: x\n\n');
  return actions.map((one) =>
    one.type === 'notify' ? `${one.method} ${one.importance}` : one.type,
  );
}

const early = 'require ["notify", "relational"];\n';

it.each([
  [
    'require "enotify"; notify "mailto:a@b.test"; notify "mailto:c@d.test";',
    ['mailto:a@b.test 2', 'mailto:c@d.test 2'],
  ],
  [
    'require "enotify"; notify "mailto:a@b.test"; notify "mailto:A@b.test?subject=x";',
    ['mailto:a@b.test 2'],
  ],
  [`${early}notify :high :options ["a@b.test", "c@d.test"];`, ['mailto:a@b.test,c@d.test 1']],
  [`${early}notify;`, []],
  [`${early}notify :options "a@b.test"; denotify;`, []],
  [
    `${early}notify :low :options "a@b.test"; notify :options "c@d.test"; denotify :low;`,
    ['mailto:c@d.test 2'],
  ],
  [`${early}notify :id "i" :options "a@b.test"; denotify :is "j";`, ['mailto:a@b.test 2']],
  [`${early}notify :id "i1" :options "a@b.test"; denotify :matches "i*";`, []],
  [`${early}notify :options "a@b.test"; denotify :contains "";`, ['mailto:a@b.test 2']],
])('%s', (script, expected) => {
  expect(outcome(script)).toEqual(expected);
});
