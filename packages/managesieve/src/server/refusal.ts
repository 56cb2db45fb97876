import type { KnownResponseCode } from '../protocol/response.ts';

/** Thrown by commands and stores to answer NO: the client is told the text and the code. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** RFC 5804, 1.3. */
  readonly code: KnownResponseCode | undefined;
  /** What stands behind the code: the URL of a REFERRAL. */
  readonly argument: string | undefined;

  constructor(text: string, code?: KnownResponseCode, argument?: string) {
    super(text);
    this.code = code;
    this.argument = argument;
  }
}

/** The refusal for a script that is not there. */
export function nonexistent(name: string): Refusal {
  return new Refusal(`There is no script named ${quote(name)}.`, 'NONEXISTENT');
}

/** The refusal for a name that is taken. */
export function alreadyExists(name: string): Refusal {
  return new Refusal(`There is a script named ${quote(name)} already.`, 'ALREADYEXISTS');
}

/** The refusal to delete what filters the user's mail. */
export function isActive(name: string): Refusal {
  return new Refusal(`The script ${quote(name)} is active.`, 'ACTIVE');
}

/** The refusal for one script more than there may be. */
export function tooMany(most: number): Refusal {
  return new Refusal(
    `There are ${most} scripts already, and no more can be kept.`,
    'QUOTA/MAXSCRIPTS',
  );
}

function quote(name: string): string {
  return `“${name}”`;
}
