import { check, createLineIndex } from '@sievekit/parser';
import { capabilities } from './capability.ts';

/** What the embedded server says about one line. */
export interface LineComplaint {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** The embedded server's compiler: our validator, in terms of lines. */
export function checkScript(script: Uint8Array): {
  errors: LineComplaint[];
  warnings: LineComplaint[];
} {
  const text = decode(script);
  if (text === undefined) {
    return { errors: [{ line: 1, message: 'the script is not valid UTF-8' }], warnings: [] };
  }
  const lines = createLineIndex(text);
  const diagnostics = check(text, { capabilities });
  const select = (wanted: string) =>
    diagnostics
      .filter(({ severity }) => severity === wanted)
      .map(({ from, message }) => ({ line: lines.position(from).line, message }));
  return { errors: select('error'), warnings: select('warning') };
}

function decode(script: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(script);
  } catch {
    return undefined;
  }
}
