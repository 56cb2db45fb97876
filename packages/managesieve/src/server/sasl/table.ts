import type { Context } from '../command/command.ts';
import { plain } from './plain.ts';
import { createScram } from './scram.ts';
import type { ServerMechanism } from './server-mechanism.ts';

const schemes = ['SCRAM-SHA-256', 'SCRAM-SHA-1'] as const;
const bound = schemes.map((scheme) => createScram(scheme, true));
const unbound = schemes.map((scheme) => createScram(scheme, false));

/** Mechanisms from which a listener can learn the password, or that cannot be made safe. */
const weak = /^(?:LOGIN|CRAM-MD5|DIGEST-MD5|NTLM|APOP)$/;

/** What a client may log in with, best first; nothing where others can listen. */
export function listMechanisms(context: Context): readonly ServerMechanism[] {
  if (!context.confidential) return [];
  const scram = context.setting.users.findSecret === undefined ? [] : unbound;
  const plus = context.encrypted && scram.length > 0 ? bound : [];
  return [...plus, ...scram, plain];
}

/** Whether the server knows the mechanism and will never take it. */
export function isTooWeak(name: string): boolean {
  return weak.test(name);
}
