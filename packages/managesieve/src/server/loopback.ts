import type { Socket } from 'node:net';

/** Whether a connection does not leave this machine. */
export function isLoopback({
  localAddress,
  remoteAddress,
}: Pick<Socket, 'localAddress' | 'remoteAddress'>): boolean {
  return isLoopbackAddress(localAddress) && isLoopbackAddress(remoteAddress);
}

function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && /^(?:::1|(?:::ffff:)?127(?:\.\d{1,3}){3})$/i.test(address);
}
