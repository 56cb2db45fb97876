import { fileURLToPath } from 'node:url';
import {
  addFilter,
  applyEdits,
  type FilterAction,
  type FilterForm,
  type FilterTest,
  listFilters,
  parse,
  writeFilterForm,
} from '@sievekit/parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runClient } from '../lab/client.ts';
import { whyMissing } from '../lab/state.ts';
import { findRoundcubeParser } from './roundcube-parser.ts';
import { seed } from './verdict.ts';

interface Rule {
  readonly name: string;
  readonly enabled: boolean;
  readonly form: FilterForm;
}

const value = fc.constantFrom('a', 'a"b\\', 'ä☂', ' a ', 'x]y', '# no', '/* no', 'it’s; {', '${a}');
const values = fc.uniqueArray(value, { minLength: 1, maxLength: 2 });
const headers = fc.constantFrom(['Subject'], ['X-A', 'X-B'], ['From']);
const not = fc.boolean();
const match = fc.constantFrom('is' as const, 'contains' as const, 'matches' as const);
const header: fc.Arbitrary<FilterTest> = fc.record({
  type: fc.constant('header' as const),
  not,
  match,
  headers,
  keys: values,
});
const leaf: fc.Arbitrary<FilterTest> = fc.oneof(
  header,
  fc.record({
    type: fc.constant('address' as const),
    not,
    match,
    part: fc.constantFrom('localpart' as const, 'domain' as const),
    headers: fc.constantFrom(['From'], ['From', 'To']),
    keys: values,
  }),
  fc.record({
    type: fc.constant('size' as const),
    not,
    relation: fc.constantFrom('over' as const, 'under' as const),
    bytes: fc.constantFrom(100, 2048, 3 << 20),
  }),
  fc.record({ type: fc.constant('exists' as const), not, headers }),
);
const action: fc.Arbitrary<FilterAction> = fc.oneof(
  fc.tuple(value, fc.boolean()).map(([mailbox, copy]) => ({
    type: 'fileinto' as const,
    ...(copy && { copy }),
    mailbox,
  })),
  fc.constant({ type: 'redirect' as const, copy: true, address: 'a@example.org' }),
  fc.record({ type: fc.constantFrom('keep' as const, 'discard' as const, 'stop' as const) }),
  fc.constant({ type: 'addflag' as const, flags: ['\\Seen'] }),
  fc.constantFrom('No', 'a "b" \\', 'one\n.\n..two\n').map((text) => ({
    type: 'reject' as const,
    reason: text,
  })),
);
const name = fc.constantFrom('One', 'a [b] c', 'Grüße ☂', 'x "y" \\ # z', 'constructor');
const group = (inner: fc.Arbitrary<FilterTest>, least: number) =>
  fc.record({
    type: fc.constantFrom('anyof' as const, 'allof' as const),
    not: fc.constant(false),
    tests: fc.array(inner, { minLength: least, maxLength: 3 }),
  });
const rules = (condition: fc.Arbitrary<FilterTest>): fc.Arbitrary<readonly Rule[]> =>
  fc.uniqueArray(
    fc.record({
      name,
      enabled: fc.boolean(),
      form: fc
        .record({ test: condition, actions: fc.array(action, { minLength: 1, maxLength: 3 }) })
        .map((branch) => ({ continues: false, branches: [branch] })),
    }),
    { minLength: 1, maxLength: 3, selector: (rule) => rule.name },
  );

/** The script with the rules; the first of them is written with another form, and then edited. */
function write(head: string, list: readonly Rule[]): string {
  return list.reduce((text, rule, at) => {
    const { script } = parse(text);
    const first = list[1]?.form ?? rule.form;
    const added = applyEdits(text, addFilter(script, at === 0 ? { ...rule, form: first } : rule));
    const place = listFilters(parse(added).script).filters.length - 1;
    const edits = writeFilterForm(parse(added).script, place, rule.form);
    return applyEdits(added, edits);
  }, head);
}

const one = (list: readonly string[]): unknown => (list.length === 1 ? list[0] : list);
const testsOf = ({ form }: Rule): readonly FilterTest[] => {
  const found = form.branches[0]?.test;
  if (found == null) return [];
  return found.type === 'anyof' || found.type === 'allof' ? found.tests : [found];
};

/** What Roundcube is to understand, in its own words. */
function meantForRoundcube(rule: Rule): unknown {
  const joined = rule.form.branches[0]?.test?.type;
  return {
    name: rule.name,
    disabled: !rule.enabled,
    ...(testsOf(rule).length > 1 && { join: joined === 'allof' }),
    tests: testsOf(rule).map((each) => {
      const base = { test: each.type, not: each.not };
      if (each.type === 'size') {
        const { bytes } = each;
        const arg = bytes % 1048576 === 0 ? `${bytes / 1048576}M` : bytes === 2048 ? '2K' : '100';
        return { ...base, type: each.relation, arg };
      }
      if (each.type === 'exists') return { ...base, arg: one(each.headers) };
      if (each.type !== 'header' && each.type !== 'address') return base;
      const part = each.type === 'address' ? { part: each.part } : {};
      return { ...base, type: each.match, arg1: one(each.headers), arg2: one(each.keys), ...part };
    }),
    actions: (rule.form.branches[0]?.actions ?? []).map((each) => {
      const { type } = each;
      if (type === 'fileinto') {
        return { type, target: each.mailbox, ...(each.copy && { copy: true }) };
      }
      if (type === 'redirect') return { type, target: each.address, copy: true };
      if (type === 'reject') return { type, target: each.reason.replaceAll('\n', '\r\n') };
      return type === 'addflag' ? { type, target: '\\Seen' } : { type };
    }),
  };
}

const missing = whyMissing('clients');
const parser = missing === null ? await findRoundcubeParser() : null;
const reason = parser === null ? ` (${missing ?? 'its package cannot be fetched'})` : '';

test.skipIf(parser === null)(`Roundcube understands what was meant${reason}`, async () => {
  const program = fileURLToPath(new URL('program-roundcube.php', import.meta.url));
  const samples = fc.sample(rules(fc.oneof(leaf, group(leaf, 2))), { seed, numRuns: 40 });
  for (const list of samples) {
    const text = write('', list);
    const { output, errors } = await runClient('php', [program, parser ?? ''], text);
    const found = JSON.parse(output || '[]') as Record<string, unknown>[];
    const said = `seed ${seed}\n${text}\n${errors}`;
    expect(
      found.map(({ type: _, ...rule }) => rule),
      said,
    ).toMatchObject(list.map(meantForRoundcube) as Record<string, unknown>[]);
  }
});

const noClients = missing === null ? '' : ` (${missing})`;

test.skipIf(missing !== null)(`sievelib understands what was meant${noClients}`, async () => {
  const program = fileURLToPath(new URL('program-sievelib.py', import.meta.url));
  // What it has words for: groups of headers with one value each, without quotes in it.
  const plain = header.filter(
    (each) =>
      each.type === 'header' &&
      each.headers.length === 1 &&
      each.keys.length === 1 &&
      each.keys.every((key) => /^[^"\\]+$/.test(key)),
  );
  const samples = fc
    .sample(rules(group(plain, 1)), { seed, numRuns: 60 })
    .filter((list) => list.every(({ name: called }) => !called.includes('\\')));
  const texts = samples.map((list) =>
    write('# Filter: first\nkeep;\n', list).replace('# Filter: first\nkeep;\n', ''),
  );
  const { output, errors } = await runClient('python', [program], JSON.stringify(texts));
  const lines = output.trim().split('\n');
  expect(lines, errors).toHaveLength(texts.length);
  for (const [at, line] of lines.entries()) {
    const wanted = (samples[at] ?? []).map((rule) => ({
      name: rule.name,
      enabled: rule.enabled,
      join: rule.form.branches[0]?.test?.type,
      conditions: testsOf(rule).map((each) =>
        each.type === 'header'
          ? [each.headers[0], `:${each.not ? 'not' : ''}${each.match}`, each.keys[0]]
          : [],
      ),
    }));
    expect(JSON.parse(line), `seed ${seed}\n${texts[at]}`).toMatchObject({ filters: wanted });
  }
});
