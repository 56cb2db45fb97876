import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../component/app-context.ts';
import { Choice } from '../component/choice.tsx';
import { Field } from '../component/field.tsx';
import { message } from '../message/message.ts';

/** User name and password; the mail server is the admin's to choose. `user` is filled in. */
export function SignInForm({ user = '' }: { user?: string }): JSX.Element {
  const { session } = useApp();
  const m = message.value;
  const [username, setUsername] = useState(user);
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [tried, setTried] = useState(false);
  const [settled, setSettled] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const failure = settled ? null : session.failure.value;

  useEffect(() => {
    const first = username ? 'input[name=password]' : 'input[name=username]';
    form.current?.querySelector<HTMLElement>(first)?.focus();
  }, []);

  const submit = async (): Promise<void> => {
    setTried(true);
    const complete = username !== '' && password !== '';
    setSettled(!complete);
    if (!complete) {
      const missing = username ? 'password' : 'username';
      form.current?.querySelector<HTMLElement>(`input[name=${missing}]`)?.focus();
      return;
    }
    if (await session.signIn({ username: username.trim(), password })) return;
    form.current?.querySelector<HTMLInputElement>('input[name=password]')?.select();
  };

  /** What was refused is not what the fields hold any more. */
  const type = (set: (text: string) => void, text: string): void => {
    set(text);
    if (failure === 'login-refused') setSettled(true);
  };

  return (
    <form
      ref={form}
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div role="alert">
        {failure && (
          <p class="banner" data-tone="danger">
            {m.failure(failure)}
          </p>
        )}
      </div>
      <Field label={m.userName} problem={tried && !username ? m.fieldMissing : undefined}>
        {(control) => (
          <input
            {...control}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellcheck={false}
            value={username}
            onInput={(event) => type(setUsername, event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={m.password} problem={tried && !password ? m.fieldMissing : undefined}>
        {(control) => (
          <input
            {...control}
            name="password"
            type={(shown ? 'text' : 'password') as 'password'}
            autoComplete="current-password"
            value={password}
            onInput={(event) => type(setPassword, event.currentTarget.value)}
          />
        )}
      </Field>
      <Choice label={m.showPassword} checked={shown} onChange={setShown} />
      <button type="submit" class="button" data-kind="primary" aria-disabled={session.busy.value}>
        {session.busy.value ? m.signingIn : m.signIn}
      </button>
    </form>
  );
}
