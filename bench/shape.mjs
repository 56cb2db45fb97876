/** The generated scripts that are measured: the same text for everyone, of about so many bytes. */

/**
 * @typedef {object} Shape
 * @property {string} name
 * @property {string} text
 */

const folders = ['INBOX.Lists', 'Work/Projects', 'Archive', 'Family & Friends', 'Bills'];
const requires = 'require ["fileinto", "imap4flags", "copy"];\n\n';

/**
 * Rules one after another, as people and their mail programs write them.
 *
 * @param {number} length
 * @returns {string}
 */
export function flat(length) {
  return fill(requires, '', length, (i) => {
    const folder = folders[i % folders.length];
    return [
      `# rule:[Rule number ${i}]`,
      `if anyof (header :contains "subject" ["[list-${i}]", "weekly report ${i}"],`,
      `          address :is :all "from" "sender-${i}@example.org",`,
      `          allof (size :over ${(i % 900) + 1}K, not exists "x-spam-${i % 7}"))`,
      '{',
      `    addflag "\\\\Flagged";`,
      `    fileinto :copy "${folder}/${i}";`,
      '    stop;',
      '}',
      '',
    ].join('\n');
  });
}

/**
 * One `if` and nothing but branches after it.
 *
 * @param {number} length
 * @returns {string}
 */
export function elsifChain(length) {
  const head = `${requires}if false { keep; }\n`;
  return fill(head, 'else { keep; }\n', length, (i) => {
    const folder = folders[i % folders.length];
    return `elsif header :is "list-id" "list-${i}.example.org" {\n    fileinto "${folder}";\n}\n`;
  });
}

/**
 * One test with one list of strings.
 *
 * @param {number} length
 * @returns {string}
 */
export function stringList(length) {
  const head = `${requires}if address :is "from" [\n    "first@example.org"`;
  return fill(head, '\n] { discard; }\n', length, (i) => `,\n    "sender-${i}@example.org"`);
}

/**
 * @param {string} head
 * @param {string} tail
 * @param {number} length
 * @param {(index: number) => string} part
 * @returns {string} a text whose memory is its own: pieces joined for good, as read from a file
 */
function fill(head, tail, length, part) {
  const parts = [head];
  let size = head.length + tail.length;
  for (let i = 1; size < length; i++) {
    const next = part(i);
    if (size + next.length > length) break;
    parts.push(next);
    size += next.length;
  }
  parts.push(tail);
  return Buffer.from(parts.join(''), 'utf8').toString('utf8');
}

/**
 * A script is read so many times in a row by everyone, the short ones more often: one time is too
 * short for a clock that other programs disturb.
 *
 * @param {string} text
 * @returns {number}
 */
export function copiesOf(text) {
  return Math.max(1, Math.round(3_000_000 / text.length));
}

/** @returns {Shape[]} what everyone is measured on */
export function shapes() {
  return [
    { name: 'flat, 100 KB', text: flat(100_000) },
    { name: 'flat, 1 MB', text: flat(1_000_000) },
    { name: 'one elsif chain, 1 MB', text: elsifChain(1_000_000) },
    { name: 'one string list, 1 MB', text: stringList(1_000_000) },
  ];
}
