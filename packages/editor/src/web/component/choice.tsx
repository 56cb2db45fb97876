import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

interface ChoiceProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Why it cannot be chosen; absent when it can. */
  readonly unavailable?: string | undefined;
}

/** A checkbox with its label; greyed with the reason where it cannot be used. */
export function Choice({ label, checked, onChange, unavailable }: ChoiceProps): JSX.Element {
  const id = useId();
  return (
    <div>
      <label class="choice">
        <input
          type="checkbox"
          checked={checked}
          disabled={unavailable !== undefined}
          aria-describedby={unavailable === undefined ? undefined : id}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      {unavailable !== undefined && (
        <p class="small muted" id={id}>
          {unavailable}
        </p>
      )}
    </div>
  );
}
