import { expect, it } from 'vitest';
import { showJson, showName, showScript, showText } from './show-name.ts';

it.each([
  ['plain', 'plain'],
  ['Büro – 休暇', 'Büro – 休暇'],
  ['a\u001b[31mred', 'a\\u{1b}[31mred'],
  ['line\r\nbreak', 'line\\u{d}\\u{a}break'],
  ['del\u007f', 'del\\u{7f}'],
  ['c1\u009b31m', 'c1\\u{9b}31m'],
  ['evil\u202efdp', 'evil\\u{202e}fdp'],
  ['two\u2028lines', 'two\\u{2028}lines'],
])('shows %j as %s', (name, shown) => {
  expect(showName(name)).toBe(shown);
});

it.each([
  ['a\r\n\tb\n', 'a\r\n\tb\n'],
  ['over\rwritten', 'over\\u{d}written'],
  ['\u001b]0;title\u0007', '\\u{1b}]0;title\\u{7}'],
])('shows the lines of %j as %j', (text, shown) => {
  expect(showText(text)).toBe(shown);
});

it.each([
  [{ name: 'c1\u009b31m' }, 2],
  [['evil\u202efdp', 'del\u007f', 'two\u2028lines', 'a\r\n\u001b[2J', 'Büro'], undefined],
  [null, undefined],
])('prints %j as JSON that no terminal obeys', (value, indent) => {
  const json = showJson(value, indent);
  expect(json).not.toMatch(/[^\P{Cc}\n]|[\u2028\u202e]/u);
  expect(JSON.parse(json)).toEqual(value);
  expect(json.endsWith('\n')).toBe(true);
});

it('shows octets that are no text', () => {
  expect(showScript(Uint8Array.of(0x6b, 0xff, 0x0a))).toBe('k\ufffd\n');
});
