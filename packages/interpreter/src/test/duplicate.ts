import type { TestCompiler } from '../compile/compiler.ts';
import type { Run } from '../run/run.ts';

/** True when a message with this id came before (RFC 7352). */
export const duplicate: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const handle = args.tagText('handle');
  const header = args.tagText('header');
  // In vnd.dovecot.duplicate it has another name.
  const uniqueId = args.tagText('uniqueid') ?? args.tagText('value');
  const seconds = args.tagNumber('seconds');
  const last = args.has('last');
  return (run) => {
    const name = header?.read(run) ?? 'message-id';
    const id = uniqueId === null ? run.header.first(name)?.unfolded : uniqueId.read(run);
    if (id === undefined || id === '') return false;
    return run.seenBefore(`${handle?.read(run) ?? ''}\0${id}`, periodOf(run, seconds), last);
  };
};

/** Within what the server allows (RFC 7352 section 3.3). */
function periodOf({ settings }: Run, wanted: number | null): number {
  const { duplicateDefaultSeconds, duplicateMaxSeconds } = settings;
  const seconds = wanted ?? duplicateDefaultSeconds;
  return duplicateMaxSeconds > 0 ? Math.min(duplicateMaxSeconds, seconds) : seconds;
}
