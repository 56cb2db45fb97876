import type { TestCompiler } from '../compile/compiler.ts';
import { address } from './address.ts';
import { body } from './body.ts';
import { currentdate, date } from './date.ts';
import { duplicate } from './duplicate.ts';
import { envelope } from './envelope.ts';
import { environment } from './environment.ts';
import { exists } from './exists.ts';
import { hasflag } from './hasflag.ts';
import { header } from './header.ts';
import { ihave } from './ihave.ts';
import { validExtList } from './list.ts';
import { allof, always, anyof, never, not } from './logic.ts';
import {
  mailboxexists,
  mailboxidexists,
  metadata,
  metadataexists,
  servermetadata,
  servermetadataexists,
  specialuseExists,
} from './mailbox.ts';
import { notifyMethodCapability, validNotifyMethod } from './notify.ts';
import { execute, filter } from './program.ts';
import { spamtest, virustest } from './score.ts';
import { size } from './size.ts';
import { string } from './string.ts';

/** The tests of the language, by lower-case name. */
export const tests: ReadonlyMap<string, TestCompiler> = new Map([
  ['address', address],
  ['allof', allof],
  ['anyof', anyof],
  ['body', body],
  ['currentdate', currentdate],
  ['date', date],
  ['duplicate', duplicate],
  ['envelope', envelope],
  ['environment', environment],
  ['execute', execute],
  ['exists', exists],
  ['false', never],
  ['filter', filter],
  ['hasflag', hasflag],
  ['header', header],
  ['ihave', ihave],
  ['mailboxexists', mailboxexists],
  ['mailboxidexists', mailboxidexists],
  ['metadata', metadata],
  ['metadataexists', metadataexists],
  ['not', not],
  ['notify_method_capability', notifyMethodCapability],
  ['servermetadata', servermetadata],
  ['servermetadataexists', servermetadataexists],
  ['size', size],
  ['spamtest', spamtest],
  ['specialuse_exists', specialuseExists],
  ['string', string],
  ['true', always],
  ['valid_ext_list', validExtList],
  ['valid_notify_method', validNotifyMethod],
  ['virustest', virustest],
]);
