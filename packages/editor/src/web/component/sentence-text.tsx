import type { JSX } from 'preact';
import type { Sentence } from '../message/say.ts';

/** A sentence in which what the user chose stands out. */
export function SentenceText({ sentence }: { sentence: Sentence }): JSX.Element {
  return (
    <p class="sentence">
      {sentence.map((part, index) =>
        part.own ? (
          <span key={index} class="own">
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}
