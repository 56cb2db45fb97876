import type { TestCompiler } from '../compile/compiler.ts';
import { RunError } from '../run/run-error.ts';

/** Seconds that an id is kept unless told (RFC 7352 section 3.3: a server's choice). */
const defaultSeconds = 12 * 60 * 60;

/** True when a message with this id came before (RFC 7352). */
export const duplicate: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const handle = args.tagText('handle');
  const header = args.tagText('header');
  const uniqueId = args.tagText('uniqueid');
  const seconds = args.tagNumber('seconds') ?? defaultSeconds;
  const last = args.has('last');
  return (run) => {
    if (seconds < 0) throw new RunError('The seconds of duplicate are negative.');
    const name = header?.read(run) ?? 'message-id';
    const id = uniqueId === null ? run.header.first(name)?.unfolded : uniqueId.read(run);
    if (id === undefined || id === '') return false;
    return run.seenBefore(`${handle?.read(run) ?? ''}\0${id}`, seconds, last);
  };
};
