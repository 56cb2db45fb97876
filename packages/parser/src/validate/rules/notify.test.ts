import { expect, test } from 'vitest';
import { findings } from '../../../test/findings.ts';

test.each(['require ["enotify"]; notify :options "a=b" "mailto:a@example.org?subject=x";'])(
  'methods and options of notify: nothing is wrong with %s',
  (text) => {
    expect(findings(text)).toEqual([]);
  },
);

test.each([
  ['require ["enotify"]; notify "foo";', ['notify-method «"foo"»']],
  ['require ["enotify"]; notify "foo:bar";', ['notify-method «"foo:bar"»']],
  ['require ["enotify"]; notify "mailto:foo";', ['notify-method «"mailto:foo"»']],
  ['require ["enotify"]; notify "mailto:";', ['notify-method (warning) «"mailto:"»']],
  [
    'require ["enotify"]; notify "mailto:a@example.org?body=%zz";',
    ['notify-method «"mailto:a@example.org?body=%zz"»'],
  ],
  [
    'require ["enotify"]; notify "xmpp:a@example.org";',
    ['notify-method-rare (warning) «"xmpp:a@example.org"»'],
  ],
  ['require ["enotify"]; notify :options "x" "mailto:a@example.org";', ['notify-option «"x"»']],
])('methods and options of notify: %s', (text, expected) => {
  expect(findings(text)).toEqual(expected);
});

test.each([
  ['mailto:a{b@example.org', ['notify-method «"mailto:a{b@example.org"»']],
  ['mailto:a@example.org?subject=a/b', ['notify-method «"mailto:a@example.org?subject=a/b"»']],
  ['mailto:a%7Bb@example.org?subject=a%2Fb', []],
])('characters of a mailto: %s', (uri, expected) => {
  expect(findings(`require "enotify"; notify "${uri}";`)).toEqual(expected);
});
