const day = 86_400_000;

/** How long what a private authority signs is valid, in milliseconds. */
export const authorityLimits: { readonly validity: number; readonly issued: number } = {
  /** The authority itself. */
  validity: 365 * day,
  /** A certificate it issues, unless asked otherwise. */
  issued: 30 * day,
};
