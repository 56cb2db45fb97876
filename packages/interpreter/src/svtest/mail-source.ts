import type { Envelope } from '../run/option.ts';
import type { ServerSettings } from '../run/setting.ts';

/** The sender that a setting of Pigeonhole means: a word, or an address; empty for a bounce. */
export function mailSource(source: string, envelope: Envelope, settings: ServerSettings): string {
  switch (source) {
    case 'sender':
    case 'default':
      return envelope.from ?? '';
    case 'recipient':
      return envelope.to ?? '';
    case 'orig_recipient':
      return envelope.originalTo ?? envelope.to ?? '';
    case 'user_email':
      return settings.userAddress ?? envelope.to ?? '';
    case 'postmaster':
      return settings.postmasterAddress;
    default:
      return /<([^<>]*)>/.exec(source)?.[1] ?? source;
  }
}
