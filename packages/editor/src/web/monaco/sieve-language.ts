import { languages } from 'monaco-editor/editor';

/** Id of the language in the text editor. */
export const SIEVE = 'sieve';

/** Sieve's words by what they are, for colours only: the checker knows them exactly. */
const controls = [
  'if',
  'elsif',
  'else',
  'require',
  'stop',
  'include',
  'return',
  'foreverypart',
  'break',
  'global',
];
const tests = [
  'address',
  'allof',
  'anyof',
  'body',
  'currentdate',
  'date',
  'duplicate',
  'environment',
  'envelope',
  'exists',
  'false',
  'hasflag',
  'header',
  'ihave',
  'mailboxexists',
  'metadata',
  'not',
  'size',
  'spamtest',
  'string',
  'true',
  'valid_notify_method',
  'virustest',
];

const sieveTokens: languages.IMonarchLanguage = {
  ignoreCase: true,
  defaultToken: '',
  tokenPostfix: '.sieve',
  controls,
  tests,
  tokenizer: {
    root: [
      [/#.*$/, 'comment'],
      [/\/\*/, 'comment', '@comment'],
      [/text:[ \t]*(#.*)?$/, 'keyword.text', '@multiLine'],
      [/:[a-z_]\w*/, 'attribute.name'],
      [/\d+[kmg]?\b/, 'number'],
      [
        /[a-z_][\w.]*/,
        { cases: { '@controls': 'keyword', '@tests': 'type', '@default': 'identifier' } },
      ],
      [/"/, 'string', '@quoted'],
      [/[{}()[\]]/, '@brackets'],
      [/[;,]/, 'delimiter'],
    ],
    comment: [
      [/[^*]+/, 'comment'],
      [/\*\//, 'comment', '@pop'],
      [/\*/, 'comment'],
    ],
    quoted: [
      [/\$\{[\w.]+\}/, 'variable'],
      [/[^\\"$]+/, 'string'],
      [/\\./, 'string.escape'],
      [/\\$/, 'string'],
      [/\$/, 'string'],
      [/"/, 'string', '@pop'],
    ],
    multiLine: [
      [/^\.[ \t]*$/, 'keyword.text', '@pop'],
      [/\$\{[\w.]+\}/, 'variable'],
      [/[^$]+/, 'string'],
      [/\$/, 'string'],
    ],
  },
};

let known = false;

/** Tells the text editor about Sieve (RFC 5228): colours, comments, brackets. */
export function registerSieve(): void {
  if (known) return;
  known = true;
  languages.register({ id: SIEVE, extensions: ['.sieve', '.siv'] });
  languages.setMonarchTokensProvider(SIEVE, sieveTokens);
  languages.setLanguageConfiguration(SIEVE, {
    comments: { lineComment: '#', blockComment: ['/*', '*/'] },
    brackets: [
      ['{', '}'],
      ['[', ']'],
      ['(', ')'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}', notIn: ['string', 'comment'] },
      { open: '[', close: ']', notIn: ['string', 'comment'] },
      { open: '(', close: ')', notIn: ['string', 'comment'] },
      { open: '"', close: '"', notIn: ['string', 'comment'] },
    ],
  });
}
