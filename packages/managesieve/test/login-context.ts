import { clientLimits } from '../src/limits.ts';
import type { LoginContext } from '../src/sasl/mechanism.ts';

/** A login over TLS to a server that offers no channel binding. */
export const loginContext: LoginContext = {
  host: 'mail.example',
  port: 4190,
  binding: null,
  offered: [],
  limits: clientLimits,
};
