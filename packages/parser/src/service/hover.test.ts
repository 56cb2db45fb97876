import { describe, expect, it } from 'vitest';
import { atCursor } from '../../test/cursor-text.ts';
import { hover } from './hover.ts';
import type { ServiceOptions } from './scope.ts';

function hovered(source: string, options: ServiceOptions = {}): [string, string] | null {
  const { script, text, offset } = atCursor(source);
  const found = hover(script, offset, options);
  return found === null ? null : [text.slice(found.from, found.to), found.markdown];
}

describe('hover', () => {
  it.each([
    ['a command', 'file|into "x";', 'fileinto', /Files the message into a mailbox/],
    ['its capability', 'file|into "x";', 'fileinto', /Needs "fileinto", which .* not require yet/],
    ['its section', 'file|into "x";', 'fileinto', /\(https:.*rfc5228#section-4\.1\)/],
    ['its signature', 'file|into "x";', 'fileinto', /<mailbox: string>;/],
    ['servers', 'require "vnd.proton.expire"; fileinto| "x";', 'fileinto', /Servers: .*Proton/],
    ['upper case', 'KE|EP;', 'KEEP', /main mailbox/],
    ['a test', 'if |header "a" "b" {}', 'header', /values of header fields/],
    ['a test in a list', 'if anyof(true, no|t true) {}', 'not', /True when its test is false/],
    ['a test of two names', 'if envel|ope "from" "b" {}', 'envelope', /Needs "envelope"/],
    ['a tag', 'redirect :co|py "x";', ':copy', /Needs "copy"/],
    ['a tag of the command', 'vacation :da|ys 3 "x";', ':days', /vacation … :days <days: number>/],
    ['a capability', 'require ["copy", "vaca|tion"];', '"vacation"', /Adds `vacation`/],
    ['a header', 'if header "subj|ect" "x" {}', '"subject"', /`Subject` \(header names\)/],
    ['a part of a date', 'if date "Date" "wee|kday" "1" {}', '"weekday"', /Sunday/],
    ['a draft', 'require "notify"; not|ify :low;', 'notify', /:low \| :normal \| :high/],
    ['the standard', 'require "enotify"; not|ify "x";', 'notify', /<method: string>/],
    ['a broken script', 'if if ( [ \n file|into', 'fileinto', /Files the message/],
  ])('tells of %s', (_name, source, range, markdown) => {
    const found = hovered(source);
    expect(found?.[0]).toBe(range);
    expect(found?.[1]).toMatch(markdown);
  });

  it('tells where a variable is set', () => {
    const found = hovered(`require "variables"; set :lower "a" "x"; redirect "\${|A}";`);
    expect(found?.[0]).toBe('A');
    expect(found?.[1]).toContain('Set once in this script:\n\n```sieve\nset :lower "a" "x";\n```');
  });

  it('says what the server lacks', () => {
    expect(hovered('vac|ation "x";', { capabilities: [] })?.[1]).toContain(
      'server does not have it',
    );
    expect(hovered('vac|ation "x";', { profile: 'cyrus-3.6' })?.[1]).not.toContain('does not have');
  });

  it.each(['| keep;', 'keep; # ke|ep', 'redirect "ke|ep";', 'kep|;', ''])(
    'is silent at %j',
    (source) => {
      expect(hovered(source)).toBeNull();
    },
  );
});
