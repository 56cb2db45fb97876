/** The three ways to see a script. */
export const viewNames = ['rules', 'vacation', 'text'] as const;

export type ViewName = (typeof viewNames)[number];

/** What the address after `#` says: which script is open, and how it is seen. */
export interface Route {
  readonly script: string | null;
  readonly view: ViewName;
}

/** `#/script name/view`; anything else is no script, seen as rules. */
export function parseRoute(hash: string): Route {
  const [, script = '', view = ''] = hash.replace(/^#/, '').split('/');
  return {
    script: decode(script) || null,
    view: viewNames.find((name) => name === view) ?? 'rules',
  };
}

export function formatRoute(route: Route): string {
  return route.script === null ? '#/' : `#/${encodeURIComponent(route.script)}/${route.view}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
