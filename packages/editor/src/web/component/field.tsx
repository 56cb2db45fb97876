import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

/** What ties a control to its label, hint and problem. */
export interface ControlAttributes {
  readonly id: string;
  readonly class: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with the value; nothing when all is well. */
  readonly problem?: string | undefined;
  readonly class?: string;
  readonly children: (control: ControlAttributes) => ComponentChildren;
}

/** A labelled control with its hint and its problem. */
export function Field({ label, hint, problem, children, ...rest }: FieldProps): JSX.Element {
  const id = useId();
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return (
    <div class={`field ${rest.class ?? ''}`}>
      <label for={id}>{label}</label>
      {children({
        id,
        class: 'input',
        'aria-describedby': described || undefined,
        'aria-invalid': problem ? 'true' : undefined,
      })}
      {problem && (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
