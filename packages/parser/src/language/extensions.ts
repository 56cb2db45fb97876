import type { Extension } from './definition.ts';
import { body } from './extension/body.ts';
import { comparatorAsciiCasemap } from './extension/comparator-ascii-casemap.ts';
import { comparatorAsciiNumeric } from './extension/comparator-ascii-numeric.ts';
import { comparatorOctet } from './extension/comparator-octet.ts';
import { comparatorUnicodeCasemap } from './extension/comparator-unicode-casemap.ts';
import { convert } from './extension/convert.ts';
import { copy } from './extension/copy.ts';
import { core } from './extension/core.ts';
import { date } from './extension/date.ts';
import { duplicate } from './extension/duplicate.ts';
import { editheader } from './extension/editheader.ts';
import { enclose } from './extension/enclose.ts';
import { encodedCharacter } from './extension/encoded-character.ts';
import { enotify } from './extension/enotify.ts';
import { envelope } from './extension/envelope.ts';
import { envelopeDeliverby } from './extension/envelope-deliverby.ts';
import { envelopeDsn } from './extension/envelope-dsn.ts';
import { environment } from './extension/environment.ts';
import { ereject } from './extension/ereject.ts';
import { extlists } from './extension/extlists.ts';
import { extracttext } from './extension/extracttext.ts';
import { fcc } from './extension/fcc.ts';
import { fileinto } from './extension/fileinto.ts';
import { foreverypart } from './extension/foreverypart.ts';
import { ihave } from './extension/ihave.ts';
import { imap4flags } from './extension/imap4flags.ts';
import { imapflags } from './extension/imapflags.ts';
import { imapsieve } from './extension/imapsieve.ts';
import { include } from './extension/include.ts';
import { index } from './extension/index.ts';
import { mailbox } from './extension/mailbox.ts';
import { mailboxid } from './extension/mailboxid.ts';
import { mboxmetadata } from './extension/mboxmetadata.ts';
import { mime } from './extension/mime.ts';
import { notify } from './extension/notify.ts';
import { processcalendar } from './extension/processcalendar.ts';
import { redirectDeliverby } from './extension/redirect-deliverby.ts';
import { redirectDsn } from './extension/redirect-dsn.ts';
import { regex } from './extension/regex.ts';
import { reject } from './extension/reject.ts';
import { relational } from './extension/relational.ts';
import { replace } from './extension/replace.ts';
import { servermetadata } from './extension/servermetadata.ts';
import { snooze, snoozeAliases } from './extension/snooze.ts';
import { spamtest } from './extension/spamtest.ts';
import { spamtestplus } from './extension/spamtestplus.ts';
import { specialUse } from './extension/special-use.ts';
import { subaddress } from './extension/subaddress.ts';
import { vacation } from './extension/vacation.ts';
import { vacationSeconds } from './extension/vacation-seconds.ts';
import { variables } from './extension/variables.ts';
import { virustest } from './extension/virustest.ts';
import { vndCyrusImip } from './extension/vnd.cyrus.imip.ts';
import { vndCyrusImplicitKeepTarget } from './extension/vnd.cyrus.implicit-keep-target.ts';
import { vndCyrusJmapquery, xCyrusJmapquery } from './extension/vnd.cyrus.jmapquery.ts';
import { vndCyrusLog, xCyrusLog } from './extension/vnd.cyrus.log.ts';
import { vndCyrusRedirectMultiple } from './extension/vnd.cyrus.redirect-multiple.ts';
import { vndDovecotDebug } from './extension/vnd.dovecot.debug.ts';
import { vndDovecotDuplicate } from './extension/vnd.dovecot.duplicate.ts';
import { vndDovecotEnvironment } from './extension/vnd.dovecot.environment.ts';
import { vndDovecotExecute } from './extension/vnd.dovecot.execute.ts';
import { vndDovecotFilter } from './extension/vnd.dovecot.filter.ts';
import { vndDovecotImapsieve } from './extension/vnd.dovecot.imapsieve.ts';
import { vndDovecotPipe } from './extension/vnd.dovecot.pipe.ts';
import { vndDovecotReport } from './extension/vnd.dovecot.report.ts';
import { vndDovecotTestsuite, vndStalwartTestsuite } from './extension/vnd.dovecot.testsuite.ts';
import { vndProtonEval } from './extension/vnd.proton.eval.ts';
import { vndProtonExpire } from './extension/vnd.proton.expire.ts';
import { vndStalwartExpressions } from './extension/vnd.stalwart.expressions.ts';
import { vndStalwartWhile } from './extension/vnd.stalwart.while.ts';

/** Every capability known here, the base language first; of one name, the first meaning counts most. */
export const extensions: readonly Extension[] = [
  core,
  body,
  comparatorAsciiCasemap,
  comparatorAsciiNumeric,
  comparatorOctet,
  comparatorUnicodeCasemap,
  convert,
  copy,
  date,
  duplicate,
  editheader,
  enclose,
  encodedCharacter,
  enotify,
  envelopeDeliverby,
  envelopeDsn,
  envelope,
  environment,
  ereject,
  extlists,
  extracttext,
  fcc,
  fileinto,
  foreverypart,
  ihave,
  imap4flags,
  imapflags,
  imapsieve,
  include,
  index,
  mailbox,
  mailboxid,
  mboxmetadata,
  mime,
  notify,
  processcalendar,
  redirectDeliverby,
  redirectDsn,
  regex,
  reject,
  relational,
  replace,
  servermetadata,
  snooze,
  ...snoozeAliases,
  spamtest,
  spamtestplus,
  specialUse,
  subaddress,
  vacationSeconds,
  vacation,
  variables,
  virustest,
  vndCyrusImip,
  vndCyrusImplicitKeepTarget,
  vndCyrusJmapquery,
  vndCyrusLog,
  vndCyrusRedirectMultiple,
  xCyrusJmapquery,
  xCyrusLog,
  vndDovecotDebug,
  vndDovecotDuplicate,
  vndDovecotEnvironment,
  vndDovecotExecute,
  vndDovecotFilter,
  vndDovecotImapsieve,
  vndDovecotPipe,
  vndDovecotReport,
  vndDovecotTestsuite,
  vndProtonEval,
  vndProtonExpire,
  vndStalwartExpressions,
  vndStalwartTestsuite,
  vndStalwartWhile,
];
