import type { BridgeConfig, BridgeReport } from '@sievekit/rspamd-bridge';
import { bridgeStatusTime } from '../../limits.ts';
import { broken, doubtful, fine, type Note, skipped } from './note.ts';

/** What the running daemon says of itself. */
export async function checkDaemon(config: BridgeConfig | null): Promise<readonly Note[]> {
  if (config?.http === undefined)
    return [skipped('daemon', 'no "http" is configured where it could be asked')];
  const report = await fetchStatus(config.http);
  if (report === null)
    return [
      broken(
        'daemon',
        `nobody answers on http://${config.http}/status`,
        'systemctl status sievekit-bridge.service; is "http" in its configuration the same?',
      ),
    ];
  const waiting = `${report.waiting} waiting, ${report.deadLetters} dead letters`;
  return [judgeState(report, waiting), ...judgeDead(report), ...judgeAge(report)];
}

function judgeState({ state }: BridgeReport, waiting: string): Note {
  if (state === 'held')
    return broken(
      'daemon',
      `it holds all mail, because rspamd refuses the password; ${waiting}`,
      "Write the controller's enable_password into the file that passwordFile names.",
    );
  if (state === 'open') return fine('daemon', waiting);
  return doubtful(
    'daemon',
    `it waits for rspamd, which does not take what is sent; ${waiting}`,
    'Its log says why: journalctl -u sievekit-bridge. Often Redis is away.',
  );
}

function judgeDead({ deadLetters }: BridgeReport): Note[] {
  if (deadLetters === 0) return [];
  const mend = 'sievekit bridge queue dead says why each is; queue retry puts them back.';
  return [doubtful('dead letters', `${deadLetters} were never learned`, mend)];
}

function judgeAge({ oldest }: BridgeReport): Note[] {
  if (oldest === null || Date.now() - Date.parse(oldest) < 3_600_000) return [];
  return [
    doubtful('age', `a mail waits since ${oldest}`, 'journalctl -u sievekit-bridge says why.'),
  ];
}

/** What the daemon says at its `http` address; null where nobody answers. */
export async function fetchStatus(address: string): Promise<BridgeReport | null> {
  try {
    const signal = AbortSignal.timeout(bridgeStatusTime);
    const answer = await fetch(`http://${address}/status`, { signal });
    return answer.ok ? ((await answer.json()) as BridgeReport) : null;
  } catch {
    return null;
  }
}
