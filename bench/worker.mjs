import { timeOf } from './median.mjs';
import { check, judge, lexOnly, parse } from './ours.mjs';
import { copiesOf, shapes } from './shape.mjs';

/** @typedef {'lex' | 'parse' | 'judge' | 'check'} Work */

/** @type {Record<Work, (text: string) => unknown>} */
const works = {
  lex: lexOnly,
  // A tree is made when it is asked for.
  parse: (text) => parse(text).script.commands,
  judge,
  check,
};

// A process of its own for each work; the first argument says which. Times a run on each shape that
// it is sent the name of: the mean of several in a row.
const work = works[/** @type {Work} */ (process.argv[2])];
const texts = new Map(shapes().map(({ name, text }) => [name, text]));
process.on('message', (name) => {
  const text = texts.get(String(name)) ?? '';
  const copies = copiesOf(text);
  const all = timeOf(() => {
    for (let copy = 0; copy < copies; copy++) work(text);
  });
  process.send?.(all / copies);
});
