/** The two ends of a socket. */
interface Ends {
  readonly localAddress?: string | undefined;
  readonly remoteAddress?: string | undefined;
}

/** Whether a connection does not leave this machine. */
export function isLoopback({ localAddress, remoteAddress }: Ends): boolean {
  return isLoopbackAddress(localAddress) && isLoopbackAddress(remoteAddress);
}

function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && /^(?:::1|(?:::ffff:)?127(?:\.\d{1,3}){3})$/i.test(address);
}
