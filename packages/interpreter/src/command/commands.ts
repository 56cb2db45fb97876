import type { CommandCompiler } from '../compile/compiler.ts';
import { require, stop } from './control.ts';
import { discard } from './discard.ts';
import { addheader, deleteheader } from './edit-header.ts';
import { enclose } from './enclose.ts';
import { error } from './error.ts';
import { extracttext } from './extracttext.ts';
import { addflag, mark, removeflag, setflag, unmark } from './flags.ts';
import { global, include, returnFromScript } from './include.ts';
import { debugLog } from './log.ts';
import { breakLoop, foreverypart } from './loop.ts';
import { denotify, notify } from './notify.ts';
import { execute, filter, pipe } from './program.ts';
import { redirect } from './redirect.ts';
import { reject } from './reject.ts';
import { replace } from './replace.ts';
import { report } from './report.ts';
import { set } from './set.ts';
import { fileinto, keep } from './store.ts';
import { vacation } from './vacation.ts';

/** The commands of the language but `if`, `elsif` and `else`, by lower-case name. */
export const commands: ReadonlyMap<string, CommandCompiler> = new Map([
  ['addflag', addflag],
  ['addheader', addheader],
  ['break', breakLoop],
  ['debug_log', debugLog],
  ['deleteheader', deleteheader],
  ['denotify', denotify],
  ['discard', discard],
  ['ereject', reject],
  ['enclose', enclose],
  ['error', error],
  ['execute', execute],
  ['extracttext', extracttext],
  ['fileinto', fileinto],
  ['filter', filter],
  ['foreverypart', foreverypart],
  ['global', global],
  ['include', include],
  ['keep', keep],
  ['mark', mark],
  ['notify', notify],
  ['pipe', pipe],
  ['redirect', redirect],
  ['reject', reject],
  ['removeflag', removeflag],
  ['replace', replace],
  ['report', report],
  ['require', require],
  ['return', returnFromScript],
  ['set', set],
  ['setflag', setflag],
  ['stop', stop],
  ['unmark', unmark],
  ['vacation', vacation],
]);
