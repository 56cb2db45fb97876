import type { JSX } from 'preact';
import { message } from '../message/message.ts';
import { type DiffLine, foldSame } from '../state/line-diff.ts';

interface DifferenceProps {
  readonly lines: readonly DiffLine[];
  /** What is compared, for those who hear it. */
  readonly label: string;
  /** What a line that goes, or comes, is called. */
  readonly words: { readonly removed: string; readonly added: string };
}

/** The changes of a comparison with the lines around them. */
export function Difference({ lines, label, words }: DifferenceProps): JSX.Element {
  const m = message.value;
  const said = { ...words, same: '' };
  const marks = { removed: '− ', added: '+ ', same: '  ' };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section class="diff" dir="ltr" tabIndex={0} aria-label={label}>
      {foldSame(lines).map((line, index) => (
        <span key={index} class="diff-line" data-kind={line?.kind ?? 'fold'}>
          {line && line.kind !== 'same' && <span class="only-heard">{said[line.kind]}: </span>}
          {line ? marks[line.kind] + line.text : `⋯ ${m.linesSame}`}
        </span>
      ))}
    </section>
  );
}
