import { isResponseCode } from '../../protocol/response.ts';
import { type Exchange, expectOk } from '../exchange.ts';

/** What a server thinks of a script that it takes. */
export interface Judgement {
  /** The server's text when it warns (RFC 5804, 1.3), for `parseServerErrors`; else `null`. */
  readonly warnings: string | null;
}

/** An exchange in which the server compiles a script. */
export function judge(name: string, bytes: Uint8Array): Exchange<Judgement> {
  return {
    name,
    bytes,
    compiles: true,
    finish(response) {
      expectOk(name, response);
      const warns = isResponseCode(response.code, 'WARNINGS');
      return { value: { warnings: warns ? (response.text ?? '') : null } };
    },
  };
}
