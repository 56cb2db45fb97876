/**
 * What the test `environment` finds (RFC 5183 section 4.1): what Pigeonhole says where it delivers.
 * Items that depend on the machine are not known.
 */
export const environment: Readonly<Record<string, string>> = {
  name: 'Pigeonhole Sieve',
  location: 'MDA',
  phase: 'during',
};
