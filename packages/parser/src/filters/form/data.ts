import { requiredCapabilities } from '../../language/require.ts';
import type { Script } from '../../syntax/ast.ts';
import { createExpander } from '../constant.ts';

/** Values as data: what a server puts in place of parts of strings is taken into account. */
export interface DataReader {
  /** The data that a string stands for; null where it holds a variable. */
  read(value: string): string | null;
  /** The string that stands for data. */
  write(data: string): string;
}

/** A variable that no script sets is empty (RFC 5229 section 3): it parts `$` from `{`. */
const opening = '$' + '{';
const parted = `$${opening}_}{`;
const encodedDollar = `${opening}hex:24}{`;
const apart = /\$\$\{_\}\{/g;
const setsIt = /\bset\b[^;]*"_"|\bglobal\b[^;]*"_"/i;

/** How strings of a script stand for data; `${` is parted where the script would put in a value. */
export function dataReader(script: Script): DataReader {
  const capabilities = requiredCapabilities(script);
  const variables = capabilities.has('variables');
  const encoded = capabilities.has('encoded-character');
  if (!variables && !encoded) return { read: (value) => value, write: (data) => data };
  const expands = createExpander(script);
  const parts = variables && !setsIt.test(script.text);
  return {
    read(value) {
      const plain = parts
        ? value.replace(apart, '\u0000')
        : value.replace(/\$\{hex:24\}\{/g, '\u0000');
      return expands(plain) ? null : plain.split('\u0000').join(opening);
    },
    write(data) {
      if (!expands(data)) return data;
      if (parts) return data.split(opening).join(parted);
      return variables ? data : data.split(opening).join(encodedDollar);
    },
  };
}
