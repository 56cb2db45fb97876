import type { Argument, StringLiteral } from '../syntax/ast.ts';
import type { Call } from './call.ts';

/** Which keys of a test to look at: all where undefined, this one alone, or none where null. */
export type KeyChoice = StringLiteral | null | undefined;

/** A command or test without its block as text in which layout, comments and case of names do not count. */
export function canonical(call: Call, key?: KeyChoice): string {
  const words = [call.name];
  for (const given of call.node.arguments) {
    const chosen = choose(given, call, key);
    if (chosen !== null) words.push(argument(chosen));
  }
  const head = words.join(' ');
  if (call.tests.length === 0) return head;
  return `${head}(${call.tests.map((test) => canonical(test)).join(',')})`;
}

/** A command with its block, in the same form. */
export function canonicalBlock(call: Call): string {
  if (call.block === null) return canonical(call);
  const inner = call.block.steps.flatMap(({ calls }) => calls.map(canonicalBlock)).join(';');
  return `${canonical(call)}{${inner}}`;
}

function argument(node: Argument): string {
  switch (node.type) {
    case 'tag':
      return `:${node.lower}`;
    case 'number':
      return String(node.value);
    case 'string':
      return JSON.stringify(node.value);
    case 'list': {
      const items = node.items.map(({ value }) => JSON.stringify(value));
      return items.length === 1 ? (items[0] ?? '') : `[${items.join()}]`;
    }
  }
}

function choose(given: Argument, call: Call, key: KeyChoice): Argument | null {
  return key === undefined || given !== call.keyArgument ? given : key;
}

/** A number that is the same for calls of the same canonical text, and mostly another for others. */
export function fingerprint(call: Call, key?: KeyChoice): number {
  if (key === undefined && call.fingerprint !== 0) return call.fingerprint;
  let hash = hashText(call.name, 1);
  for (const given of call.node.arguments) {
    const chosen = choose(given, call, key);
    if (chosen !== null) hash = hashArgument(chosen, hash);
  }
  for (const test of call.tests) hash = mix(fingerprint(test), hash);
  if (key === undefined) call.fingerprint = hash;
  return hash;
}

/** The same for a command with its block. */
export function fingerprintBlock(call: Call): number {
  let hash = fingerprint(call);
  for (const { calls } of call.block?.steps ?? []) {
    for (const inner of calls) hash = mix(fingerprintBlock(inner), hash);
  }
  return hash;
}

function hashArgument(node: Argument, seed: number): number {
  switch (node.type) {
    case 'tag':
      return hashText(node.lower, seed);
    case 'number':
      return mix(Number(node.value & 0x3fff_ffffn), seed);
    case 'string':
      return hashText(node.value, seed);
    case 'list': {
      let hash = seed;
      for (const { value } of node.items) hash = hashText(value, hash);
      return hash;
    }
  }
}

function hashText(text: string, seed: number): number {
  let hash = mix(text.length, seed);
  for (let at = 0; at < text.length; at++) hash = mix(text.charCodeAt(at), hash);
  return hash;
}

/** FNV-1a, by units of 32 bits. */
function mix(value: number, seed: number): number {
  return Math.imul(seed ^ value, 0x0100_0193);
}
