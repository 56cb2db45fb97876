import type { Capabilities, Plan } from '@sievekit/managesieve';
import type { LocalScript } from './deploy-folder.ts';

/** What our own validator says about a script, for the server that it goes to. */
export interface LocalFinding {
  readonly name: string;
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** Checks the scripts that change against what the server itself says it can do. */
export async function checkLocally(
  plan: Plan,
  local: ReadonlyMap<string, LocalScript>,
  { sieve, implementation }: Capabilities,
): Promise<LocalFinding[]> {
  const { check, createLineIndex, profileFromCapabilities } = await import('@sievekit/parser');
  const { decodeScript } = await import('../check/decode-script.ts');
  const profile = profileFromCapabilities(sieve, implementation);
  const findings: LocalFinding[] = [];
  for (const { name, kind } of plan.changes) {
    const script = local.get(name);
    if (script === undefined || kind === 'same' || kind === 'delete') continue;
    const { path, bytes } = script;
    const { text, diagnostics } = decodeScript(bytes, path);
    const lines = createLineIndex(text);
    for (const found of [...diagnostics, ...check(text, { profile, rules: 'off' })]) {
      if (found.severity !== 'error') continue;
      const { line } = lines.position(found.from);
      findings.push({ name, path, line, severity: 'error', message: found.message });
    }
  }
  return findings;
}
