import type { Profile } from './definition.ts';

/** No server in particular: all that is known, as the standards have it. */
export const any: Profile = {
  name: 'any',
  title: 'any server',
  source: 'the standards, and the descriptions of extensions that have none',
  capabilities: null,
  optional: [],
  lacks: [],
  limits: {},
  differences: [],
};
