import { encodeLine, encodeString } from '../../wire/encode.ts';
import { type Command, type Context, defineCommand, ok } from './command.ts';

/** CAPABILITY (RFC 5804, 2.4). */
export const capability: Command = defineCommand('CAPABILITY', 'any', [], (context) =>
  ok('Capability completed.', { data: listCapabilities(context) }),
);

/** The lines that tell what the server can do at this moment (1.7). */
export function listCapabilities(context: Context): Uint8Array[] {
  const { setting, user, encrypted, confidential } = context;
  const lines: [string, string?][] = [
    ['IMPLEMENTATION', setting.implementation],
    ['SIEVE', setting.capabilities.join(' ')],
  ];
  if (user === null) lines.push(['SASL', confidential ? 'PLAIN' : '']);
  else lines.push(['OWNER', user]);
  if (user === null && !encrypted && setting.secureContext !== null) lines.push(['STARTTLS']);
  lines.push(['VERSION', '1.0']);
  return lines.map((words) =>
    encodeLine(...words.map((word) => encodeString(word ?? '', 'server'))),
  );
}
