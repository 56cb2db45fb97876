import { expect, it } from 'vitest';
import { recordTerminal } from '../../test/recorded-terminal.ts';
import { run } from '../program.ts';

async function capabilities(...args: string[]) {
  const terminal = recordTerminal();
  const code = await run(['capabilities', ...args], terminal);
  return { code, output: terminal.output(), errors: terminal.errors() };
}

it('prints a table of extensions and servers', async () => {
  const { code, output } = await capabilities();
  expect(code).toBe(0);
  const [head, ...rows] = output.split('\n');
  expect(head?.trim().split(/ +/)).toEqual([
    'pigeonhole-0.5',
    'pigeonhole-2.4',
    'cyrus-3.6',
    'cyrus-3.10',
    'stalwart',
    'proton',
  ]);
  expect(rows.find((row) => row.startsWith('editheader'))?.split(/ +/)).toEqual([
    'editheader',
    'off',
    'off',
    'yes',
    'yes',
    'yes',
    '-',
  ]);
});

it('tells of one extension', async () => {
  const { output } = await capabilities('vacation-seconds');
  expect(output).toMatch(/^vacation-seconds \(RFC 6131\)\n {2}/);
  expect(output).toContain('\n  adds :seconds of vacation\n  offered by cyrus-3.6, cyrus-3.10');
  expect(output).toContain('\n  can be switched on in pigeonhole-0.5, pigeonhole-2.4\n');
});

it('tells of one server', async () => {
  const { output } = await capabilities('cyrus-3.6');
  expect(output).toMatch(/^Cyrus IMAP 3\.6\n {2}known from .*\n {2}offers body, /);
  expect(output).toContain('\n  lacks global\n  at most: match variables 9\n');
});

it('tells what it takes to switch an extension on, and what needs no require', async () => {
  const { output } = await capabilities('vnd.dovecot.pipe');
  expect(output).toContain('\n  takes, in pigeonhole-0.5: the plugin sieve_extprograms\n');
  const proton = await capabilities('proton');
  expect(proton.output).toContain('\n  needs no require for comparator-i;unicode-casemap\n');
});

it('prints JSON', async () => {
  const all = JSON.parse((await capabilities('--json')).output);
  expect(all.capabilities.length).toBeGreaterThan(60);
  const one = JSON.parse((await capabilities('copy', '--json')).output);
  expect(one).toMatchObject({ name: 'copy', support: { proton: 'none' } });
  const server = JSON.parse((await capabilities('proton', '--json')).output);
  expect(server).toMatchObject({ name: 'proton', title: 'Proton Mail' });
});

it('says what is near to a name that there is none of', async () => {
  const { code, output, errors } = await capabilities('imap4');
  expect({ code, output }).toEqual({ code: 2, output: '' });
  expect(errors).toMatch(/No extension is named "imap4"\. Did you mean imap4flags\?/);
});
