/**
 * Writes a name for SCRAM and GS2: every `=` and every `,` escaped (RFC 5802, 5.1).
 */
export function escapeScramName(name: string): string {
  return name.replaceAll('=', '=3D').replaceAll(',', '=2C');
}

/**
 * Reads attributes, such as `r=…,s=…,i=…`, in their order (RFC 5802, 7); `null` when the text is
 * none or an attribute comes twice.
 */
export function readScramAttributes(text: string): ReadonlyMap<string, string> | null {
  const attributes = new Map<string, string>();
  for (const piece of text.split(',')) {
    const [name = '', mark] = piece;
    if (!/^[A-Za-z]$/.test(name) || mark !== '=' || attributes.has(name)) return null;
    attributes.set(name, piece.slice(2));
  }
  return attributes;
}

/** Decodes Base64 that is padded and has nothing else in it; otherwise `null`. */
export function readBase64(text: string): Buffer | null {
  const well = text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text);
  return well ? Buffer.from(text, 'base64') : null;
}
