/** Every cap of this package. Lengths are in UTF-16 units. */
export const limits = {
  /** Longest script that is parsed; a longer one gives one diagnostic and an empty tree. */
  scriptLength: 1_048_576,
  /** Blocks inside one another; Pigeonhole's cap. */
  blockDepth: 31,
  /** Tests inside one another; Pigeonhole's cap. */
  testDepth: 31,
  /** Largest number that a script may hold, K, M and G multiplied in: 2^64 - 1, as Pigeonhole. */
  number: 18_446_744_073_709_551_615n,
  /** Diagnostics that one call reports; the rest is counted in a last one. */
  diagnostics: 100,
  /** Mistakes mended within one statement before the rest of it is skipped. */
  repairsPerStatement: 16,
  /** Quoted strings closed by a guess in one script before the rest is taken as written. */
  quoteRepairs: 64,
  /** Widest line, in columns, that a code frame shows before it cuts. */
  frameWidth: 100,
  /** Loops of `foreverypart` inside one another; Pigeonhole's cap. */
  loopDepth: 4,
  /** Longest name of a script, as `include` takes it. */
  scriptNameLength: 255,
  /** Scripts that are looked at together for loops of `include`. */
  includedScripts: 1000,
  /** Longest name of a program, as the vnd.dovecot extensions take it. */
  programNameLength: 128,
  /** Longest name of a variable. */
  variableNameLength: 64,
  /** Highest match variable, as in `${32}`. */
  matchVariables: 32,
  /** Comments in one script that switch rules of the linter off. */
  directives: 1000,
  /** Strings of one list that a rule of the linter compares with one another. */
  comparedKeys: 64,
  /** Parts into which a rule of the linter takes a test apart. */
  testAtoms: 64,
  /** States of a script, by what is in force, that a checker tells apart before it forgets all. */
  checkerStates: 10_000,
} as const;
