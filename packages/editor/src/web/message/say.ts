/** A piece of a sentence; what the user chose is told apart from the words around it. */
export interface Part {
  readonly text: string;
  readonly own: boolean;
}

/** A sentence whose values can be shown in another type than its words. */
export type Sentence = readonly Part[];

/** `say` as a tag: the values in `${…}` are the user's own; sentences may stand in sentences. */
export function say(
  words: TemplateStringsArray,
  ...values: readonly (string | Sentence)[]
): Sentence {
  const parts: Part[] = [];
  words.forEach((text, index) => {
    if (text) parts.push({ text, own: false });
    const value = values[index];
    if (typeof value === 'string') parts.push({ text: value, own: true });
    else if (value) parts.push(...value);
  });
  return parts;
}

/** Sentences one after the other, with `word` between them. */
export function join(sentences: readonly Sentence[], word: string): Sentence {
  return sentences.flatMap((sentence, index) =>
    index === 0 ? sentence : [{ text: word, own: false }, ...sentence],
  );
}

/** The sentence as plain text. */
export function toText(sentence: Sentence): string {
  return sentence.map((part) => part.text).join('');
}

/** Header names as they are known: scripts often hold them in small letters. */
export function capitalizeHeader(header: string): string {
  return header.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
