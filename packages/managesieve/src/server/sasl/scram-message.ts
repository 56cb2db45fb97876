import { Refusal } from '../refusal.ts';

/** What a client says of channel binding: the type, or whether it could, had the server. */
export type Binding =
  | { readonly kind: 'none' }
  | { readonly kind: 'possible' }
  | { readonly kind: 'used'; readonly type: string };

/** The client's first message (RFC 5802, 5.1 and 7). */
export interface ClientFirst {
  /** All before the bare message, as sent. */
  readonly header: string;
  readonly binding: Binding;
  readonly authzid: string;
  /** The bare message, as sent. */
  readonly bare: string;
  readonly username: string;
  readonly nonce: string;
}

/** The client's last message. */
export interface ClientFinal {
  /** The header again and the binding of the channel. */
  readonly channel: Buffer;
  readonly nonce: string;
  readonly proof: Buffer;
  /** All before the proof, as sent. */
  readonly withoutProof: string;
}

const firstForm =
  /^((n|y|p=([A-Za-z\d.-]{1,64})),(?:a=([^,\0]+))?,)(n=([^,\0]+),r=([\x21-\x2b\x2d-\x7e]{1,256}))(?:,[A-Za-z]=.*)?$/su;
const finalForm =
  /^(c=([A-Za-z\d+/=]+),r=([\x21-\x2b\x2d-\x7e]+)(?:,[A-Za-z]=.*)?),p=([A-Za-z\d+/]+={0,2})$/su;

/** @throws Refusal when it is none; extensions that must be understood (`m=`) are not */
export function readClientFirst(message: Uint8Array): ClientFirst {
  const text = decode(message);
  const found = firstForm.exec(text);
  if (found === null) throw notScram();
  const [, header = '', flag, type, authzid = '', , username = '', nonce = ''] = found;
  const kind = flag === 'n' ? 'none' : 'possible';
  return {
    header,
    binding: type === undefined ? { kind } : { kind: 'used', type },
    authzid: unescapeName(authzid),
    bare: text.slice(header.length),
    username: unescapeName(username),
    nonce,
  };
}

/** @throws Refusal when it is none */
export function readClientFinal(message: Uint8Array): ClientFinal {
  const found = finalForm.exec(decode(message));
  if (found === null) throw notScram();
  const [, withoutProof = '', channel = '', nonce = '', proof = ''] = found;
  return {
    channel: Buffer.from(channel, 'base64'),
    nonce,
    proof: Buffer.from(proof, 'base64'),
    withoutProof,
  };
}

function unescapeName(name: string): string {
  if (/=(?!2C|3D)/.test(name)) throw notScram();
  return name.replaceAll('=2C', ',').replaceAll('=3D', '=');
}

function decode(message: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(message);
  } catch {
    throw notScram();
  }
}

function notScram(): Refusal {
  return new Refusal('This is not a message of SCRAM.');
}
