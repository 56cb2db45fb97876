import {
  type Diagnostic,
  type Node,
  parse,
  type Script,
  validateStandard,
  visit,
} from '@sievekit/parser';
import { wordsOfServer } from './server-wording.ts';

/** An error of a script, as `test_error` compares it. */
export interface ScriptError {
  /** Ours. */
  readonly message: string;
  /** As the server words it, where that is known; else null. */
  readonly server: string | null;
}

// What the server's parser lets pass, and finds only afterwards.
const lenient = new Set([
  'missing-semicolon',
  'missing-left-brace',
  'missing-colon',
  'number-unit',
  'unquoted-word',
]);
// Said once of each name, however often it stands there.
const once = new Set(['unknown-command', 'unknown-test', 'unknown-tag', 'missing-require']);

/**
 * The errors that a server finds in a script: those of its syntax alone where there are any, else
 * one for each command and test, and none within what it does not know.
 */
export function errorsOfScript(text: string): readonly ScriptError[] {
  const { script, diagnostics } = parse(text);
  const syntax = diagnostics.filter(isError);
  const fatal = syntax.filter(({ code }) => !lenient.has(code));
  const chosen =
    fatal.length > 0
      ? fatal
      : oneForEach(script, [...syntax, ...validateStandard(script).filter(isError)]);
  return chosen.map((error) => ({
    message: error.message,
    server: wordsOfServer(error, script),
  }));
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function oneForEach(script: Script, errors: readonly Diagnostic[]): readonly Diagnostic[] {
  const nodes = nodesOf(script);
  const told = new Map<Node | null, string>();
  const names = new Set<string>();
  const unknown: Node[] = [];
  return errors
    .toSorted((a, b) => a.from - b.from)
    .filter((error) => {
      if (unknown.some(({ from, to }) => from < error.from && error.from < to)) return false;
      const owner = innermost(nodes, error.from);
      const before = told.get(owner);
      // Each name that a require holds is told of.
      const goesOn = before === error.code && error.code === 'unknown-capability';
      if (before !== undefined && !goesOn) return false;
      told.set(owner, error.code);
      if (!once.has(error.code)) return true;
      if (owner !== null && error.from === owner.from) unknown.push(owner);
      const key = `${error.code} ${error.message}`;
      const known = names.has(key);
      names.add(key);
      return !known;
    });
}

/** Commands and tests, each before those within it. */
function nodesOf(script: Script): readonly Node[] {
  const nodes: Node[] = [];
  visit(script, (node) => {
    if (node.type === 'command' || node.type === 'test') nodes.push(node);
    return undefined;
  });
  return nodes;
}

function innermost(nodes: readonly Node[], offset: number): Node | null {
  return nodes.findLast(({ from, to }) => from <= offset && offset < to) ?? null;
}
