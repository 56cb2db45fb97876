import { type Context, replace } from '../context.ts';

/** Tells of a byte-order mark, which the grammar has no place for (RFC 5228 section 8.1). */
export function checkByteOrderMark(context: Context): void {
  if (!context.script.text.startsWith('\uFEFF')) return;
  const at = { from: 0, to: 1 };
  const fix = replace('Remove it', at, '');
  const what = 'The script begins with a byte-order mark, which nobody sees';
  if (context.differs('no-byte-order-mark')) {
    const where = context.profile.title;
    const message = `${what}. This will not load on ${where}, because it takes none. Remove it.`;
    context.error('byte-order-mark', at, message, fix);
    return;
  }
  context.warn('byte-order-mark', at, `${what} and which several servers refuse. Remove it.`, fix);
}
