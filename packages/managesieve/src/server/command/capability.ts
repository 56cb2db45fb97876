import { encodeLine, encodeString } from '../../wire/encode.ts';
import { listMechanisms } from '../sasl/table.ts';
import { type Command, type Context, defineCommand, ok } from './command.ts';

/** CAPABILITY (RFC 5804, 2.4). */
export const capability: Command = defineCommand('CAPABILITY', 'any', [], (context) =>
  ok('Capability completed.', { data: listCapabilities(context) }),
);

/** The lines that tell what the server can do at this moment (1.7). */
export function listCapabilities(context: Context): Uint8Array[] {
  const { setting, user, encrypted } = context;
  const { notify, maxRedirects, secureContext } = setting;
  const lines: [string, string?][] = [
    ['IMPLEMENTATION', setting.implementation],
    ['SIEVE', setting.capabilities.join(' ')],
  ];
  if (user === null) lines.push(['SASL', listMechanisms(context).map(nameOf).join(' ')]);
  else lines.push(['OWNER', user]);
  if (user === null && !encrypted && secureContext !== null) lines.push(['STARTTLS']);
  if (notify !== undefined) lines.push(['NOTIFY', notify.join(' ')]);
  if (maxRedirects !== undefined) lines.push(['MAXREDIRECTS', String(maxRedirects)]);
  lines.push(['UNAUTHENTICATE'], ['VERSION', '1.0']);
  return lines.map((words) =>
    encodeLine(...words.map((word) => encodeString(word ?? '', 'server'))),
  );
}

const nameOf = ({ name }: { readonly name: string }): string => name;
