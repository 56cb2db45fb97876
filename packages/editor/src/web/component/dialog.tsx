import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly title: string;
  /** Escape was pressed. */
  readonly onCancel: () => void;
  readonly onSubmit?: () => void;
  readonly wide?: boolean;
  readonly children?: ComponentChildren;
  /** Buttons; the one of type `submit` answers Enter. */
  readonly actions: ComponentChildren;
}

/** A modal native dialog that is open as long as it is rendered; focus goes back where it was. */
export function Dialog(props: DialogProps): JSX.Element {
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
      class="dialog"
      data-wide={props.wide ? '' : undefined}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === element.current) props.onCancel();
      }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          props.onSubmit?.();
        }}
      >
        <h2 id={titleId}>{props.title}</h2>
        <div class="stack">{props.children}</div>
        <div class="actions">{props.actions}</div>
      </form>
    </dialog>
  );
}
