import { describe, expect, it } from 'vitest';
import { MERGE_WINDOW, UNDO_STEPS } from '../limits.ts';
import { createHistory, differenceEdit, invertEdits } from './history.ts';

describe('differenceEdit', () => {
  it.each([
    ['a letter in the middle', 'ac', 'abc', { from: 1, to: 1, insert: 'b' }],
    ['one of two equal letters', 'aa', 'a', { from: 1, to: 2, insert: '' }],
    ['everything', 'ab', 'xy', { from: 0, to: 2, insert: 'xy' }],
    ['nothing', 'same', 'same', null],
  ])('finds %s', (_, before, after, edit) => {
    expect(differenceEdit(before, after)).toEqual(edit);
  });
});

describe('invertEdits', () => {
  it('takes several edits back at the places where they are by then', () => {
    const edits = [
      { from: 0, to: 1, insert: 'long ' },
      { from: 2, to: 4, insert: '' },
    ];
    expect(invertEdits('abcd', edits)).toEqual([
      { from: 0, to: 5, insert: 'a' },
      { from: 6, to: 6, insert: 'cd' },
    ]);
  });
});

describe('createHistory', () => {
  const step = { edits: [], inverse: [] };

  it('undoes quick typing as one, and a pause apart', () => {
    let time = 0;
    const history = createHistory(() => time);
    history.push(step, 'type');
    time += MERGE_WINDOW - 1;
    history.push(step, 'type');
    time += MERGE_WINDOW;
    history.push(step, 'type');
    expect(history.size().done).toBe(2);
  });

  it.each([
    ['another kind', 'type', 'vacation'],
    ['no kind', '', ''],
  ])('keeps %s apart', (_, first, second) => {
    const history = createHistory(() => 0);
    history.push(step, first);
    history.push(step, second);
    expect(history.size().done).toBe(2);
  });

  it('forgets what could be done again when something new is done', () => {
    const history = createHistory(() => 0);
    history.push(step, '');
    history.undo();
    history.push(step, '');
    expect(history.redo()).toBeNull();
  });

  it('does not go on with an entry that was undone and done again', () => {
    const history = createHistory(() => 0);
    history.push(step, 'type');
    history.undo();
    history.redo();
    history.push(step, 'type');
    expect(history.size().done).toBe(2);
  });

  it('is bounded', () => {
    const history = createHistory(() => 0);
    for (let count = 0; count < UNDO_STEPS + 5; count++) history.push(step, '');
    expect(history.size().done).toBe(UNDO_STEPS);
  });
});
