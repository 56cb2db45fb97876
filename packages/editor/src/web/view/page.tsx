import type { JSX } from 'preact';
import { useApp } from '../component/app-context.ts';
import { message } from '../message/message.ts';
import { SignIn } from './sign-in.tsx';
import { SignInAgain } from './sign-in-again.tsx';
import { Workspace } from './workspace.tsx';

/** The whole page: signed out, signed in, or signed in no more. */
export function Page(): JSX.Element {
  const { session, notice } = useApp();
  const state = session.state.value;
  return (
    <>
      {state.kind === 'checking' && <p class="only-heard">{message.value.loading}</p>}
      {state.kind === 'out' && <SignIn />}
      {'info' in state && <Workspace user={state.info.user} />}
      {state.kind === 'expired' && <SignInAgain user={state.info.user} />}
      <p class="only-heard" role="status">
        {notice.value}
      </p>
    </>
  );
}
