import type { Profile } from './definition.ts';

/** No server in particular: all that is known, as the standards have it. */
export const any: Profile = {
  name: 'any',
  title: 'any server',
  capabilities: null,
  optional: [],
  lacks: [],
  limits: {},
  differences: [],
};
