import { describe, expect, it } from 'vitest';
import { limits } from './limits.ts';
import { readMessage } from './message/message.ts';
import { allParts } from './message/part.ts';
import { prepare } from './program.ts';
import type { RunOptions } from './run/option.ts';

const mail = 'From: a@b.test\nSubject: x\n\nbody\n';

function errorOf(script: string, options: RunOptions = {}, message = mail): string {
  const head = 'require ["fileinto", "variables", "foreverypart", "mime", "copy", "regex"];\n';
  return prepare(head + script).run(message, options).errors[0]?.message ?? '';
}

const times = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

describe('limits of a message', () => {
  it('messageSize', () => {
    const tooLarge = new Uint8Array(limits.messageSize + 1);
    expect(() => readMessage(tooLarge)).toThrow(/67108865 octets/);
  });

  it('headerFields', () => {
    const { header } = readMessage(`${times(limits.headerFields + 5, () => 'X: y')}\n\n`);
    expect(header.fields).toHaveLength(limits.headerFields);
  });

  it('headerFieldSize', () => {
    const { header } = readMessage(`X: ${'y'.repeat(limits.headerFieldSize + 5)}\n\n`);
    expect(header.first('x')?.raw).toHaveLength(limits.headerFieldSize);
  });

  it('parts', () => {
    const body = times(limits.parts + 50, () => '--b\n\nx');
    const message = readMessage(`Content-Type: multipart/mixed; boundary=b\n\n${body}\n`);
    expect([...allParts(message.root)]).toHaveLength(limits.parts);
  });

  it('partDepth', () => {
    const nested = times(limits.partDepth + 50, () => 'Content-Type: message/rfc822\n');
    expect([...allParts(readMessage(`${nested}\n\n`).root)]).toHaveLength(limits.partDepth + 1);
  });
});

describe('limits of a run', () => {
  it.each([
    ['actions', times(limits.actions + 1, (n) => `fileinto "${n}";`), /more than 32 actions/],
    [
      'redirects',
      times(limits.redirects + 1, (n) => `redirect :copy "a${n}@b.test";`),
      /4 addresses/,
    ],
    ['variables', times(limits.variables + 1, (n) => `set "v${n}" "x";`), /256 variables/],
  ])('%s', (_, script, message) => {
    expect(errorOf(script)).toMatch(message);
  });

  it('actionsAtMost, where the server sets none', () => {
    const script = times(limits.actionsAtMost + 1, (n) => `fileinto "${n}";`);
    expect(errorOf(script, { settings: { maxActions: 0 } })).toMatch(/1000 actions/);
  });

  it('steps', () => {
    const body = times(limits.parts, () => '--b\n\nx');
    const message = `Content-Type: multipart/mixed; boundary=b\n\n${body}\n`;
    const script = `foreverypart { ${times(1100, () => 'set "v" "x";')} }`;
    expect(errorOf(script, {}, message)).toMatch(/1000000 steps/);
  });

  it('variableSize', () => {
    const text = 'require ["variables", "fileinto"]; set "v" "é"; ';
    const script = `${text}${times(20, () => 'set "v" "${v}${v}";')} set :length "l" "\${v}"; fileinto "\${l}";`;
    const [action] = prepare(script).run(mail).actions;
    expect(action).toMatchObject({ mailbox: String(limits.variableSize / 2) });
  });

  it('matchValues', () => {
    const stars = '*x'.repeat(limits.matchValues + 5);
    const script = `if string :matches "${'ax'.repeat(limits.matchValues + 5)}" "${stars}" { fileinto "A\${${limits.matchValues - 1}}\${${limits.matchValues}}"; }`;
    const [action] = prepare(`require ["variables", "fileinto"]; ${script}`).run(mail).actions;
    expect(action).toMatchObject({ mailbox: 'Aa' });
  });

  it('traceSteps and traceValue', () => {
    const script = times(limits.traceSteps + 5, () => 'if header "subject" "y" {}');
    const long = `Subject: ${'x'.repeat(limits.traceValue + 5)}\n\n`;
    const { trace } = prepare(script).run(long, { trace: true });
    expect(trace).toHaveLength(limits.traceSteps);
    expect(trace[0]?.comparisons?.[0]?.value).toHaveLength(limits.traceValue + 1);
  });
});

it.each([
  ['includes', { includes: 10_000, includeDepth: 10_000 }, limits.includes + 1, 1],
  ['includeDepthAtMost', { includeDepth: 10_000 }, 1, limits.includeDepthAtMost + 1],
])('%s, whatever the settings say', (_, settings, wide, deep) => {
  const find = (_where: string, name: string): string => {
    const [, depth = '0'] = name.split('-');
    return Number(depth) < deep ? `require "include"; include "s-${Number(depth) + 1}";` : 'keep;';
  };
  const make = (fewer: number): unknown => {
    const count = wide === 1 ? 1 : wide - fewer;
    const names = Array.from(
      { length: count },
      (_one, at) => `s${at}-${wide === 1 ? fewer + 1 : deep}`,
    );
    const lines = names.map((name) => `include "${name}";`);
    return prepare(`require "include"; ${lines.join('')}`, { settings, findScript: find });
  };
  expect(() => make(1)).not.toThrow();
  expect(() => make(0)).toThrow(/scripts are included|deep/);
});

it('globSteps', () => {
  const script = `if header :matches "x-a" "*${'a'.repeat(2000)}b*" { discard; }`;
  expect(errorOf(script, {}, `X-A: ${'a'.repeat(100_000)}\n\n`)).toMatch(/50000000 octets/);
});

describe('hostile patterns end', () => {
  const value = 'a'.repeat(50_000);
  it.each([
    ['stars', `:matches "${'*a'.repeat(200)}*b"`],
    ['question marks', `:matches "*${'?'.repeat(200)}b"`],
    ['stars and long literals', `:matches "*${'a'.repeat(500)}b*"`],
    ['nested repetition', ':regex "(a*)*b"'],
    ['alternation', ':regex "(a|a)*b"'],
    ['counted repetition', ':regex "(a{1,50}){1,10}b"'],
  ])('%s', (_, test) => {
    const script = `require ["regex"]; if header ${test.replace(' ', ' "x-a" ')} { discard; }`;
    const started = process.cpuUsage();
    const { actions } = prepare(script).run(`X-A: ${value}\n\n`);
    const { user } = process.cpuUsage(started);
    expect(actions).toEqual([]);
    expect(user / 1000).toBeLessThan(5000);
  });
});
