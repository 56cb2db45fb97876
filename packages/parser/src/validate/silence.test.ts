import { expect, test } from 'vitest';
import { limits } from '../limits.ts';
import { parse } from '../syntax/parse.ts';
import { Silence } from './silence.ts';

const [node, other] = parse('keep; stop;').script.commands;
const place = (...names: string[]) => ({ gathered: [new Set(names)], dead: false, loops: [] });

function silentIn(state: ReturnType<typeof place>): Silence {
  const silence = new Silence();
  silence.restart(place());
  silence.stateOf(state);
  if (node !== undefined) silence.add(node, undefined, state);
  silence.restart(place());
  return silence;
}

test.each([
  ['in the same state', place('a'), undefined, true],
  ['where more is in force', place('a', 'b'), undefined, false],
  ['where less is in force', place(), undefined, false],
  ['behind another command', place('a'), other, false],
  ['in code that never runs', { ...place('a'), dead: true }, undefined, false],
  ['in a loop', { ...place('a'), loops: [null] }, undefined, false],
])('a command that was silent is taken to be so %s: %#', (_, state, previous, expected) => {
  if (node === undefined) throw new Error('no command');
  expect(silentIn(place('a')).covers(node, previous, state)).toBe(expected);
});

test('a checker that met too many states forgets them', () => {
  if (node === undefined) throw new Error('no command');
  const silence = silentIn(place('a'));
  for (let i = 0; i < limits.checkerStates; i++) {
    silence.restart(place());
    silence.stateOf(place(String(i)));
  }
  silence.restart(place());
  expect(silence.covers(node, undefined, place('a'))).toBe(false);
});
