import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterDeploy, digest, type LastDeploy, type PlanInput, planDeploy } from './plan.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

type Texts = Readonly<Record<string, string>>;

function input(
  local: Texts,
  server: Texts,
  last: Texts | null,
  more: Partial<PlanInput> & { active?: string | null; lastActive?: string | null } = {},
): PlanInput {
  const { active = null, lastActive = active, ...options } = more;
  const toMap = (texts: Texts) =>
    new Map(Object.entries(texts).map(([name, text]) => [name, bytes(text)]));
  const remembered: LastDeploy | null =
    last === null
      ? null
      : {
          scripts: Object.fromEntries(
            Object.entries(last).map(([name, text]) => [name, digest(bytes(text))]),
          ),
          active: lastActive,
        };
  return {
    local: toMap(local),
    server: { names: Object.keys(server), active, scripts: toMap(server) },
    last: remembered,
    ...options,
  };
}

describe('planDeploy', () => {
  it.each([
    ['a new script', input({ a: '1' }, {}, null), ['create a'], []],
    ['the same script', input({ a: '1' }, { a: '1' }, null), ['same a'], []],
    ['a script changed here', input({ a: '2' }, { a: '1' }, { a: '1' }), ['update a'], []],
    ['changed there', input({ a: '2' }, { a: 'x' }, { a: '1' }), ['update a'], ['changed a']],
    ['changed on both sides alike', input({ a: 'x' }, { a: 'x' }, { a: '1' }), ['same a'], []],
    ['deleted there', input({ a: '1' }, {}, { a: '1' }), ['create a'], ['deleted a']],
    ['there before us', input({ a: '1' }, { a: 'x' }, null), ['update a'], ['unknown a']],
    ['forced', input({ a: '1' }, { a: 'x' }, null, { force: true }), ['update a'], []],
    ['not ours', input({}, { b: '1' }, null), [], []],
    ['pruned', input({}, { b: '1' }, { b: '1' }, { prune: true }), ['delete b'], []],
    ['not ours, pruned', input({}, { b: '1' }, {}, { prune: true }), ['delete b'], ['unknown b']],
    [
      'the active one pruned',
      input({}, { b: '1' }, { b: '1' }, { prune: true, force: true, active: 'b' }),
      ['delete b'],
      ['active-missing b'],
    ],
    ['active here, not there', input({ a: '1' }, {}, null, { activate: 'a' }), ['create a'], []],
    [
      'to activate what is not there',
      input({ a: '1' }, { b: '1' }, null, { activate: 'c' }),
      ['create a'],
      ['active-missing c'],
    ],
    [
      'another one made active there',
      input(
        { a: '1' },
        { a: '1', b: '1' },
        { a: '1' },
        {
          active: 'b',
          lastActive: 'a',
          activate: 'a',
        },
      ),
      ['same a'],
      ['active-changed b'],
    ],
    [
      'the wish and the change alike',
      input({ a: '1' }, { a: '1' }, { a: '1' }, { active: 'a', lastActive: null, activate: 'a' }),
      ['same a'],
      [],
    ],
    [
      'a name of every object',
      input({ constructor: '1' }, { constructor: 'x' }, {}),
      ['update constructor'],
      ['unknown constructor'],
    ],
  ])('%s', (_name, given, changes, conflicts) => {
    const plan = planDeploy(given);
    expect(plan.changes.map(({ kind, name }) => `${kind} ${name}`)).toEqual(changes);
    expect(plan.conflicts.map(({ kind, name }) => `${kind} ${name}`)).toEqual(conflicts);
  });

  it('leaves which script is active as it is, unless told', () => {
    const given = input({ a: '1' }, { a: '1', b: '1' }, null, { active: 'b' });
    expect(planDeploy(given).active).toEqual({ before: 'b', after: 'b' });
    expect(planDeploy({ ...given, activate: 'a' }).active).toEqual({ before: 'b', after: 'a' });
    expect(planDeploy({ ...given, activate: null }).active).toEqual({ before: 'b', after: null });
    expect(planDeploy(given).left).toEqual(['b']);
  });

  it('carried out, holds what was wanted and never touches what somebody else wrote', () => {
    const texts = fc.dictionary(
      fc.constantFrom('a', 'b', 'c', '__proto__'),
      fc.constantFrom('1', '2', '3'),
    );
    fc.assert(
      fc.property(texts, texts, fc.option(texts), fc.boolean(), (local, server, last, prune) => {
        const given = input(local, server, last, { prune });
        const plan = planDeploy(given);
        const account = new Map(given.server.scripts);
        for (const { name, after } of plan.changes) {
          if (after === null) account.delete(name);
          else account.set(name, after);
        }
        for (const [name, text] of given.local) expect(account.get(name)).toEqual(text);
        if (prune) expect([...account.keys()].sort()).toEqual([...given.local.keys()].sort());
        if (plan.conflicts.length > 0) return;
        for (const { name, kind, before } of plan.changes) {
          if (kind !== 'update' && kind !== 'delete') continue;
          expect(given.last?.scripts[name]).toBe(digest(before ?? bytes('')));
        }
        const again = {
          ...given,
          server: { ...given.server, names: [...account.keys()], scripts: account },
          last: afterDeploy(plan),
        };
        expect(planDeploy(again).conflicts).toEqual([]);
      }),
      // The only script is pruned.
      { examples: [[{}, { a: '3' }, { a: '3' }, true]] },
    );
  });
});
