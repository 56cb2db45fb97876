import { expect, it } from 'vitest';
import { prepare } from '../program.ts';
import type { VacationAction } from '../run/action.ts';
import type { Memory } from '../run/option.ts';

const mail =
  'From: bob@example.org\nTo: alice@lab.test\nSubject: Lunch?\nMessage-ID: <1@x>\n\nHi\n';

function vacationOf(script: string, now: string, replies?: Memory): VacationAction {
  const envelope = { from: 'bob@example.org', to: 'alice@lab.test' };
  const result = prepare(`require ["vacation", "vacation-seconds"]; ${script}`).run(mail, {
    envelope,
    now: new Date(now),
    ...(replies && { replies }),
  });
  const [action] = result.actions;
  if (action?.type !== 'vacation') throw new Error('no vacation');
  return action;
}

it('writes the reply', () => {
  const { reply } = vacationOf(
    'vacation :subject "Weg: Grüße" "Bis bald";',
    '2026-12-24T18:00:00Z',
  );
  expect(reply?.split('\r\n')).toEqual([
    'Date: Thu, 24 Dec 2026 18:00:00 +0000',
    'From: <alice@lab.test>',
    'To: <bob@example.org>',
    'Subject: =?utf-8?B?V2VnOiBHcsO8w59l?=',
    'In-Reply-To: <1@x>',
    'References: <1@x>',
    'Auto-Submitted: auto-replied (vacation)',
    'Precedence: bulk',
    'X-Auto-Response-Suppress: All',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'Bis bald',
    '',
  ]);
});

it.each([
  ['vacation "x";', 7 * 86_400, 'Auto: Lunch?'],
  ['vacation :days 3 "x";', 3 * 86_400, 'Auto: Lunch?'],
  ['vacation :days 0 :subject "s" "x";', 86_400, 's'],
  ['vacation :seconds 90000 "x";', 90_000, 'Auto: Lunch?'],
])('%s', (script, seconds, subject) => {
  expect(vacationOf(script, '2026-12-24T18:00:00Z')).toMatchObject({ seconds, subject });
});

it('replies to one sender once in its time, to other texts anew', () => {
  const replies: Memory = new Map();
  const silences = [
    vacationOf('vacation :days 1 "x";', '2026-12-24T18:00:00Z', replies),
    vacationOf('vacation :days 1 "x";', '2026-12-25T17:59:59Z', replies),
    vacationOf('vacation :days 1 "y";', '2026-12-25T17:59:59Z', replies),
    vacationOf('vacation :days 1 "x";', '2026-12-25T18:00:01Z', replies),
  ].map(({ silence }) => silence);
  expect(silences).toEqual([null, expect.stringContaining('a short while ago'), null, null]);
});
