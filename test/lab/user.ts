/** The domains that the lab takes mail for. */
export const labDomains = ['lab.test', 'example.org'] as const;

/** The mail accounts of the lab; the addresses are `<user>@lab.test` and `<user>@example.org`. */
export const labUsers = ['alice', 'bob', 'carol', 'dave', 'demo'] as const;

export type LabUser = (typeof labUsers)[number];

/** The password of every account of the lab. */
export const labPassword = 'lab-password';

/** A user's address in the lab's first domain. */
export function addressOf(user: LabUser): string {
  return `${user}@${labDomains[0]}`;
}
