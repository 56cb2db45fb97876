import { type ReadonlySignal, signal } from '@preact/signals';
import type { Login, SessionInfo } from '../../shared/session.ts';
import { type CallCode, toCallError } from './call-error.ts';
import type { Http } from './http.ts';

/** `expired` keeps the page as it was, under a sign-in form. */
export type SessionState =
  | { readonly kind: 'checking' }
  | { readonly kind: 'out' }
  | { readonly kind: 'in'; readonly info: SessionInfo }
  | { readonly kind: 'expired'; readonly info: SessionInfo };

export interface SessionStore {
  readonly state: ReadonlySignal<SessionState>;
  /** Whether a request is under way. */
  readonly busy: ReadonlySignal<boolean>;
  /** Why the last sign-in failed. */
  readonly failure: ReadonlySignal<CallCode | null>;
  /** Asks the server whether the cookie still holds. */
  restore(): Promise<void>;
  signIn(login: Login): Promise<boolean>;
  signOut(): Promise<void>;
  /** The server says that the session is over. */
  expire(): void;
}

export interface SessionHooks {
  /** Somebody signed in; `again` when it is the one whose session had ended. */
  onSignedIn(info: SessionInfo, again: boolean): void;
  onSignedOut(): void;
}

export function createSessionStore(http: Http, hooks: SessionHooks): SessionStore {
  const state = signal<SessionState>({ kind: 'checking' });
  const busy = signal(false);
  const failure = signal<CallCode | null>(null);

  function enter(info: SessionInfo): void {
    const before = state.peek();
    const again = before.kind === 'expired' && before.info.user === info.user;
    state.value = { kind: 'in', info };
    hooks.onSignedIn(info, again);
  }

  return {
    state,
    busy,
    failure,
    async restore() {
      try {
        const info = await http.session();
        if (info) enter(info);
        else state.value = { kind: 'out' };
      } catch (thrown) {
        failure.value = toCallError(thrown).code;
        state.value = { kind: 'out' };
      }
    },
    async signIn(login) {
      if (busy.peek()) return false;
      busy.value = true;
      failure.value = null;
      try {
        enter(await http.login(login));
        return true;
      } catch (thrown) {
        failure.value = toCallError(thrown).code;
        return false;
      } finally {
        busy.value = false;
      }
    },
    async signOut() {
      failure.value = null;
      state.value = { kind: 'out' };
      hooks.onSignedOut();
      // Even if the server does not hear it: this page has forgotten.
      await http.logout().catch(() => undefined);
    },
    expire() {
      const before = state.peek();
      if (before.kind === 'in') state.value = { kind: 'expired', info: before.info };
    },
  };
}
