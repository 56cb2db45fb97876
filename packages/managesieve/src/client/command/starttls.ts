import { type Exchange, refusal } from '../exchange.ts';
import { commandLine } from './line.ts';

/** STARTTLS (RFC 5804, 2.2). What follows its OK must be TLS. */
export function starttls(): Exchange<void> {
  return {
    name: 'STARTTLS',
    bytes: commandLine('STARTTLS'),
    alone: true,
    last: true,
    finish(response) {
      if (response.status !== 'OK') throw refusal('tls', 'The server refused STARTTLS', response);
      return { value: undefined };
    },
  };
}
