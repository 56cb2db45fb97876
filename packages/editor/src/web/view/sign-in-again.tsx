import type { JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { message } from '../message/message.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Over the page, when the session ended in mid-edit: what is behind it stays. */
export function SignInAgain({ user }: { user: string }): JSX.Element {
  const m = message.value;
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      class="dialog sign-in-again"
      aria-labelledby={titleId}
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id={titleId}>{m.signInAgainTitle}</h2>
      <p class="muted">{m.signInAgainLead}</p>
      <SignInForm user={user} />
    </dialog>
  );
}
