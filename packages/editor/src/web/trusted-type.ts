/** The part of the Trusted Types API that is used here; not every browser has it. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/**
 * The page's own policy for Trusted Types, for whatever has none of its own: scripts and workers of
 * this site may be loaded, and no text becomes HTML or script.
 */
export function installTrustedTypes(browser: object, base: string): void {
  const { trustedTypes } = browser as { readonly trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      const { origin, href } = new URL(url, base);
      if (origin === new URL(base).origin) return href;
      throw new TypeError(`A script of ${origin} was not loaded: it is not of this site.`);
    },
  });
}
