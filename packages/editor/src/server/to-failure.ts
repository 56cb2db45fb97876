import { isManageSieveError, type ManageSieveError } from '@sievekit/managesieve';
import type { Failure } from '../shared/failure.ts';
import { FailureError } from './failure-error.ts';

/** What the browser is told about anything thrown: never more than a code and one sentence. */
export function toFailure(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  if (isManageSieveError(error)) return readMailFailure(error);
  if (error instanceof DOMException && error.name === 'TimeoutError') return tooSlow;
  if (error instanceof DOMException && error.name === 'AbortError') return over;
  return {
    code: 'internal',
    message: 'Something went wrong in the editor; its log says more.',
  };
}

const tooSlow: Failure = {
  code: 'timeout',
  message: 'The mail server took too long to answer; try again.',
};

const over: Failure = { code: 'no-session', message: 'You are logged out; log in again.' };

const unreachable: Failure = {
  code: 'server-unreachable',
  message: 'The connection to the mail server failed; try again in a moment.',
};

const insecure: Failure = {
  code: 'server-insecure',
  message:
    'No safe connection to the mail server is possible; its certificate and TLS settings are the admin’s to mend.',
};

function readMailFailure(error: ManageSieveError): Failure {
  switch (error.code) {
    case 'no':
      return readRefusal(error);
    case 'auth':
      return readLoginRefusal(error);
    case 'tls':
    case 'insecure':
      return insecure;
    case 'timeout':
      return tooSlow;
    case 'aborted':
      return toFailure(error.cause ?? new DOMException('', 'TimeoutError'));
    case 'invalid-name':
      return {
        code: 'invalid-request',
        message: 'A script cannot have this name; choose another.',
      };
    default:
      return unreachable;
  }
}

/** A server that is only busy, or wants TLS first, says nothing about the password. */
function readLoginRefusal({ responseCode }: ManageSieveError): Failure {
  const name = responseCode?.name.toUpperCase();
  if (name === 'TRYLATER') return unreachable;
  if (name === 'ENCRYPT-NEEDED') return insecure;
  return {
    code: 'login-refused',
    message: 'The mail server did not accept this user name and password.',
  };
}

/** The response codes of RFC 5804, section 1.3, that say more than the server's words. */
function readRefusal({ responseCode, text }: ManageSieveError): Failure {
  const name = responseCode?.name.toUpperCase() ?? '';
  if (name === 'NONEXISTENT') {
    return { code: 'not-found', message: 'There is no script of this name any more.' };
  }
  if (name === 'ALREADYEXISTS') {
    return { code: 'already-exists', message: 'There is a script of this name already.' };
  }
  if (name === 'ACTIVE') {
    return {
      code: 'script-active',
      message: 'The active script cannot be deleted; deactivate it or activate another first.',
    };
  }
  if (name.startsWith('QUOTA')) {
    return { code: 'quota', message: withWords('The mail server has no room for it', text) };
  }
  return { code: 'server-refused', message: withWords('The mail server refused', text) };
}

function withWords(sentence: string, text: string | undefined): string {
  const words = text?.trim();
  return words ? `${sentence}: ${words}` : `${sentence}.`;
}
