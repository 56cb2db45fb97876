import { expect, it } from 'vitest';
import { atCursor } from '../../test/cursor-text.ts';
import { signatureHelp } from './signature-help.ts';

function active(source: string, capabilities?: readonly string[]): string | null {
  const { script, offset } = atCursor(source);
  const help = signatureHelp(script, offset, capabilities === undefined ? {} : { capabilities });
  if (help === null) return null;
  const part = help.active === null ? undefined : help.parts[help.active];
  return part === undefined ? help.label : help.label.slice(part.from, part.to);
}

it.each([
  ['redirect |', '<address: string>'],
  ['redirect "|"', '<address: string>'],
  ['if header |', '<header names: string-list>'],
  ['if header :is "a" |', '<keys: string-list>'],
  ['if header :is ["a", |', '<header names: string-list>'],
  ['if anyof(true, header "a" |', '<keys: string-list>'],
  ['vacation :days |', '[:days <days: number>]'],
  ['vacation :da|', '[:days <days: number>]'],
  ['vacation :days 3 |', '<reason: string>'],
  ['addflag |', '[<variable name: string>]'],
  ['deleteheader "a" |', '[<value patterns: string-list>]'],
  ['if size |', '<limit: number>'],
  ['if size :over| 3 {}', ':over | :under'],
])('shows the argument at %j', (source, part) => {
  expect(active(source, ['vacation', 'imap4flags', 'editheader'])).toBe(part);
});

it('shows the whole signature', () => {
  expect(active('fileinto "a" |', ['fileinto', 'copy'])).toBe(
    'fileinto [:copy] <mailbox: string>;',
  );
  expect(active('if size :over 1 |', [])).toBe('size :over | :under <limit: number>');
});

it.each(['|', 'keep; |', '# redirect |', 'kep |', 'ke|ep'])('is silent at %j', (source) => {
  expect(active(source)).toBeNull();
});
