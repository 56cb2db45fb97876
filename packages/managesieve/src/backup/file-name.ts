import { decodeFileName, encodeFileName } from '../server/store/file-name.ts';

/** Names that Windows takes for devices, with any suffix. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * Writes the name of a script or a user as a file name, without a suffix: as the store of the
 * embedded server does, and the names of devices with their first letter percent-encoded. What it
 * writes can be read back, unless the name is very long: then it is `~` and a SHA-256.
 */
export function toFileName(name: string): string {
  const encoded = encodeFileName(name);
  if (!device.test(encoded)) return encoded;
  return `%${encoded.charCodeAt(0).toString(16)}${encoded.slice(1)}`;
}

/** Reads back what `toFileName` wrote; `null` when it did not write that, or wrote a hash. */
export function fromFileName(file: string): string | null {
  const plain = file.replace(/^%[67][\da-f]/, (code) => decodeURIComponent(code));
  const name = decodeFileName(device.test(plain) ? plain : file);
  return name !== null && toFileName(name) === file ? name : null;
}
