import type { JSX } from 'preact';
import { Icon } from '../component/icon.tsx';
import { message } from '../message/message.ts';
import { SignInForm } from './sign-in-form.tsx';

/** The first page, for somebody who is not signed in. */
export function SignIn(): JSX.Element {
  const m = message.value;
  return (
    <main class="sign-in">
      <p class="brand">
        <Icon name="sieve" />
        {m.product}
      </p>
      <h1>{m.signInTitle}</h1>
      <p class="muted">{m.signInLead}</p>
      <SignInForm />
    </main>
  );
}
