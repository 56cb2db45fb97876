import { englishSentences, type Rule, type SentenceMessages } from '@sievekit/parser';
import type { CallCode } from '../state/call-error.ts';
import type { LineChanges } from '../state/line-diff.ts';
import type { FieldProblem } from '../state/rule-form.ts';
import { enTry } from './en-try.ts';
import { capitalizeHeader, join, type Sentence, say } from './say.ts';

type Condition = Rule['conditions'][number];

const failures: Record<CallCode, string> = {
  'invalid-request': 'This page and its server do not understand each other. Reload the page.',
  'forbidden-origin': 'The server does not accept requests from this address. Tell your admin.',
  'login-refused': 'User name or password is wrong. Try again.',
  'too-many-logins': 'Too many failed tries. Wait a few minutes, then try again.',
  'no-session': 'You are not signed in any more.',
  busy: 'The server is busy. Try again in a moment.',
  timeout: 'The mail server did not answer in time. Try again.',
  'server-unreachable': 'The mail server cannot be reached. Try again later.',
  'server-insecure':
    'The connection to the mail server is not secure, so nothing was sent. Tell your admin.',
  'server-refused': 'The mail server refused this.',
  'not-found': 'There is no script of that name any more.',
  'already-exists': 'There is a script of that name already. Choose another name.',
  'script-active': 'The active script cannot be deleted. Deactivate it first.',
  conflict: 'Somebody else changed this script in the meantime.',
  rejected: 'Not saved: the mail server found mistakes in the script.',
  'not-text': 'This script is not UTF-8 text, so it cannot be shown here.',
  'too-large': 'This script is too large.',
  quota: 'There is no room left for this script on the mail server.',
  internal: 'Something went wrong on our side. Try again.',
  offline: 'No connection to the server. Your changes are kept in this browser.',
};

const problems: Record<FieldProblem, string> = {
  'name-missing': 'Give the rule a name.',
  'name-line-break': 'A name stands on one line.',
  'name-taken': 'Another rule has this name.',
  'header-missing': 'Say which header to look at.',
  'header-invalid': 'A header name has no spaces, colons or accents, such as “List-Id”.',
  'value-missing': 'Type what to look for. An empty text is in every message.',
  'pattern-missing': 'Type what to compare with; * stands for any text, ? for one character.',
  'value-blank': 'These are only blanks. Type what to look for.',
  'mailbox-missing': 'Say which folder the message goes to.',
  'mailbox-slash':
    'A slash stands between the names of two folders, not at an end and not next to another.',
  'mailbox-dots': 'Mail servers have no folder that is called “.” or “..”.',
  'mailbox-tilde': 'The name of a folder cannot begin with “~”.',
  'mailbox-characters': 'This name has invisible characters, which mail servers refuse.',
  'mailbox-long': 'This name is too long for mail servers.',
  'subject-line-break': 'A subject stands on one line.',
  'message-missing': 'Write the message that people get.',
  'days-range': 'Between 1 and 365 days.',
  'address-invalid': 'One of these is not a mail address.',
  'dates-order': 'The last day is before the first day.',
};

function addressesInvalid(wrong: readonly string[]): string {
  const named = wrong.map((address) => `“${address}”`).join(', ');
  return wrong.length === 1
    ? `${named} is not a mail address.`
    : `${named} are not mail addresses.`;
}

const matches: Record<`${'' | 'not-'}${Condition['match']}`, string> = {
  contains: 'contains',
  'not-contains': 'does not contain',
  is: 'is',
  'not-is': 'is not',
  matches: 'matches',
  'not-matches': 'does not match',
};

function matchOf(condition: Condition): string {
  return matches[`${condition.not ? 'not-' : ''}${condition.match}`];
}

function ruleSentence(rule: Rule): Sentence {
  const conditions = rule.conditions.map(
    (condition) =>
      say`${capitalizeHeader(condition.header)} ${[{ text: matchOf(condition), own: false }]} ${`“${condition.value}”`}`,
  );
  const tests = join(conditions, rule.join === 'anyof' ? ' or ' : ' and ');
  const end = rule.stop ? say`, then stop` : say``;
  const made = rule.create ? say` (made if missing)` : say``;
  return say`If ${tests}: file into ${rule.mailbox}${made}${end}.`;
}

/** Every word of the page, in English. Other languages have the same keys, or do not compile. */
export const en = {
  ...enTry,
  language: 'en',
  product: 'sievekit',
  title: 'Mail rules',
  failure: (code: CallCode): string => failures[code],
  /** `wrong`: the addresses that are none. */
  problem: (problem: FieldProblem, wrong: readonly string[] = []): string =>
    problem === 'address-invalid' && wrong.length > 0 ? addressesInvalid(wrong) : problems[problem],

  // Sign in
  signInTitle: 'Sign in to your mail rules',
  signInLead: 'Use the user name and password of your mail account.',
  signInAgainTitle: 'Sign in again',
  signInAgainLead: 'Your session is over. Your changes are still here.',
  userName: 'User name',
  password: 'Password',
  showPassword: 'Show password',
  signIn: 'Sign in',
  signingIn: 'Signing in …',
  signOut: 'Sign out',
  fieldMissing: 'Fill this in.',
  loading: 'Loading …',
  skip: 'Skip to the script',

  // Scripts
  scripts: 'Scripts',
  scriptsLead: 'One of them runs when mail arrives: the active one.',
  newScript: 'New script',
  scriptName: 'Script name',
  scriptNameHint: 'For yourself, such as “main” or “holidays”.',
  scriptNameMissing: 'A script needs a name.',
  scriptNameTaken: 'There is a script of that name already.',
  scriptNameInvalid: 'This name is too long, or holds characters that cannot be seen.',
  create: 'Create',
  noScripts: 'No scripts yet',
  noScriptsLead: 'A script holds your rules and your vacation reply. Make one to begin.',
  nothingOpen: 'Choose a script',
  active: 'Active',
  inactive: 'Not active',
  activate: 'Activate',
  deactivate: 'Deactivate',
  rename: 'Rename',
  remove: 'Delete',
  removeActive: 'The active script cannot be deleted. Deactivate it first.',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Try again',
  renameTitle: (name: string): string => `Rename “${name}”`,
  removeTitle: (name: string): string => `Delete “${name}”?`,
  removeLead:
    'The script and all of its rules are deleted from the mail server. This cannot be undone.',
  activateTitle: (name: string): string => `Activate “${name}”?`,
  activateLead: (name: string, other: string | null): string =>
    other === null
      ? `From now on “${name}” handles the mail that arrives.`
      : `From now on “${name}” handles the mail that arrives. “${other}” becomes inactive.`,
  activateUnsaved: 'Your unsaved changes are not part of it until you save.',
  deactivateTitle: (name: string): string => `Deactivate “${name}”?`,
  deactivateLead: 'No script handles your mail any more: all of it stays in the inbox.',
  activated: (name: string): string => `“${name}” is active.`,
  deactivated: (name: string): string => `“${name}” is not active any more.`,
  removed: (name: string): string => `“${name}” is deleted.`,
  renamed: (name: string): string => `Renamed to “${name}”.`,
  created: (name: string): string => `“${name}” is created.`,

  // Views
  views: 'Views of the script',
  rules: 'Rules',
  vacation: 'Vacation',
  text: 'Text',
  undo: 'Undo',
  redo: 'Redo',
  versions: 'Earlier versions',

  // Save
  save: 'Save',
  saveShortcut: (mac: boolean): string => (mac ? '⌘S' : 'Ctrl+S'),
  saving: 'Saving …',
  saved: 'Saved',
  unsaved: 'Unsaved changes',
  changed: 'changed',
  saveFailed: 'Not saved',
  notSavedVacation: (why: string): string =>
    `Not saved: the vacation reply is not complete. ${why}`.trimEnd(),
  leaveTitle: 'Save your changes?',
  leaveLead: (name: string): string => `“${name}” has changes that are not saved.`,
  leaveSave: 'Save changes',
  leaveDiscard: 'Discard changes',
  leaveStay: 'Keep editing',
  vacationIncomplete: 'The vacation reply is not complete yet, so it is not part of the script.',

  saveTitle: (name: string): string => `Save “${name}”?`,
  saveDifference: 'What saving changes on the mail server',
  changes: ({ changed, added, removed }: LineChanges): string => {
    const parts = [
      changed > 0 && `${changed} ${changed === 1 ? 'line' : 'lines'} changed`,
      added > 0 && `${added} ${added === 1 ? 'line' : 'lines'} added`,
      removed > 0 && `${removed} ${removed === 1 ? 'line' : 'lines'} removed`,
    ].filter(Boolean);
    return parts.length === 0
      ? 'Nothing is touched.'
      : `${parts.join(', ')}, nothing else touched.`;
  },
  lineGoes: 'Goes',
  lineComes: 'Comes',
  saveActive: 'This script is active: mail that arrives from then on is handled by it.',
  saveInactive: 'This script is not active: your mail is handled as before until you activate it.',

  // Draft
  draftOffer: (when: string): string => `There are unsaved changes in this browser, from ${when}.`,
  draftStale:
    'The script on the server was changed since; you will see both before anything is written over.',
  draftRestore: 'Bring them back',
  draftDiscard: 'Forget them',
  draftFailed: 'This browser keeps no drafts: unsaved changes are lost when the page closes.',

  // Connection
  connectionLost: 'Connection lost. Connecting again … Your changes are kept in this browser.',
  connectNow: 'Connect now',

  // Conflict
  conflictTitle: 'Somebody else changed this script',
  conflictLead:
    'Below: what saving your version would change in theirs. Nothing has been written yet.',
  conflictGone:
    'Somebody else deleted or renamed this script. Save yours under the old name, or let it go.',
  conflictOverwrite: 'Overwrite with mine',
  conflictOverwriteGone: 'Save mine again',
  conflictTheirs: 'Take theirs, keep mine as a copy',
  conflictClose: 'Close and keep mine as a copy',
  conflictLater: 'Decide later',
  conflictDownload: 'Download mine',
  conflictCopyFailed:
    'The mail server did not take your version as a copy. Download it, or decide later.',
  copyName: (name: string): string => `${name} (my copy)`,
  copyKept: (name: string): string => `Your version is kept as “${name}”.`,
  conflictMerge: 'Keep both changes',
  mergeChosen: 'Merge as chosen',
  conflictCompare: 'Compare theirs with yours',
  mergeClean:
    'Your changes and theirs are in different places: both can be kept. Nothing has been written yet.',
  mergeClashes:
    'Some lines were changed by both of you: choose which to keep. Nothing has been written yet.',
  mergeCleanRules:
    'Your changes and theirs are in different rules: both can be kept. Nothing has been written yet.',
  mergeClashRules:
    'Some rules were changed by both of you: choose which to keep. Nothing has been written yet.',
  mergeRule: (name: string): string => `Rule “${name}”, changed by both`,
  mergeMine: 'Changed by you',
  mergeTheirs: 'Changed by somebody else',
  mergeClash: (number: number): string => `Place ${number}, changed by both`,
  mergeTheirsLines: 'Theirs:',
  mergeMineLines: 'Yours:',
  mergeNoLines: 'These lines are removed.',
  mergeTakeTheirs: 'Take theirs',
  mergeTakeMine: 'Take yours',
  mergeTakeBoth: 'Take both, theirs first',
  lineRemoved: 'Theirs, would go',
  lineAdded: 'Yours, would come',
  linesSame: 'Unchanged lines',

  // Rules
  fromTemplate: 'From a template',
  addRule: 'Add rule',
  noRules: 'No rules yet',
  noRulesLead: 'A rule looks at each message that arrives and files it into a folder.',
  rulesUnread: 'These rules cannot be shown as a list. Mend the script in the text first.',
  rulesBroken:
    'The script has a mistake, so that its rules cannot be changed here. Mend it in the text first.',
  showInText: 'Show in text',
  ruleOff: 'Off',
  switchRule: (name: string): string => `Rule “${name}” on`,
  ruleCount: (count: number): string => (count === 1 ? '1 rule' : `${count} rules`),
  /** Sentences of the rules that the form does not know. */
  sentences: englishSentences as SentenceMessages,
  codeCard: 'Code',
  codeCardLead: 'More than the form can show. It stays as it is.',
  editRule: (name: string): string => `Edit rule “${name}”`,
  moveUp: 'Move up',
  moveDown: 'Move down',
  moveRuleUp: (name: string): string => `Move rule “${name}” up`,
  moveRuleDown: (name: string): string => `Move rule “${name}” down`,
  ruleMoved: (name: string, place: number, count: number): string =>
    `Rule “${name}” is now number ${place} of ${count}.`,
  removeRule: (name: string): string => `Remove rule “${name}”`,
  edit: 'Edit',
  removeShort: 'Remove',
  ruleRemoved: (name: string): string => `Rule “${name}” is removed.`,
  ruleAdded: (name: string): string => `Rule “${name}” is added.`,
  ruleChanged: (name: string): string => `Rule “${name}” is changed.`,
  unnamedRule: 'Rule without a name',
  ruleSentence,

  // Rule builder
  newRuleTitle: 'New rule',
  editRuleTitle: 'Edit rule',
  ruleName: 'Rule name',
  joinLegend: 'When a message arrives and',
  anyof: 'any of these is true',
  allof: 'all of these are true',
  conditionLegend: (number: number): string => `Condition ${number}`,
  header: 'Header',
  match: 'Match',
  value: 'Value',
  matchNames: matches,
  matchesHint: '* stands for any text, ? for one character.',
  addCondition: 'Add condition',
  removeCondition: (number: number): string => `Remove condition ${number}`,
  actionLegend: 'Then',
  folderName: 'Folder',
  folderHint: 'As your mail program shows it; a folder in a folder as “Work/Bills”.',
  folderMissing: 'There is no folder of that name yet.',
  makeFolder: (path: string): string => `Make the folder “${path}” now`,
  folderMade: (path: string): string => `The folder “${path}” is made.`,
  createFolder: 'Create the folder if it is missing',
  createFolderUnsupported: 'This mail server cannot create folders from a rule.',
  stopAfter: 'Stop here: skip the rules below for this message',
  done: 'Done',
  discardRuleTitle: 'Discard this rule?',
  discardRuleLead: 'What you typed here is not in the script yet.',
  discard: 'Discard',

  // Vacation
  vacationLead: 'While you are away, people who write to you get this reply, once in a while.',
  vacationSwitch: 'Send automatic replies',
  vacationOnNow: 'Replies are sent when this script is saved and active.',
  vacationOff: 'No replies are sent.',
  vacationUnsupported:
    'This script replies in a way that the form cannot show. Change it in the text.',
  vacationNoServer: 'This mail server cannot send vacation replies.',
  subject: 'Subject',
  subjectHint: 'Empty: the subject of the message that is answered.',
  message: 'Message',
  days: 'Days between replies to the same person',
  addresses: 'Your own addresses',
  addressesHint:
    'Other addresses at which you get mail, one a line. Only mail to one of your addresses is answered.',
  firstDay: 'First day',
  lastDay: 'Last day',
  datesHint:
    'Empty: from now, or until you switch it off. Days begin at midnight in your time zone.',
  datesUnsupported: 'This mail server cannot tell dates apart.',
  vacationRemove: 'Remove the vacation reply',
  vacationRemoved: 'The vacation reply is removed from the script.',
  vacationPending: 'Not part of the script yet',
  vacationReady: 'It is written into the script when you save.',
  vacationMark: 'not complete',
  vacationDiscard: 'Discard these changes',
  vacationDiscarded: 'The vacation form is as the script has it.',

  // Text
  scriptText: (name: string): string => `Text of script “${name}”`,
  textHint:
    'Ctrl+Space suggests words, F1 lists all commands, Ctrl+M lets the Tab key leave the editor.',
  tabLeaves: 'Tab leaves the editor; Ctrl+M lets it indent again.',
  plainField: 'Plain text field',
  monacoFailed: 'The full text editor could not be loaded; this plain one does the same work.',
  problemsTitle: 'Problems',
  noProblems: 'No problems',
  problemCount: (errors: number, warnings: number): string =>
    [
      errors > 0 && (errors === 1 ? '1 error' : `${errors} errors`),
      warnings > 0 && (warnings === 1 ? '1 warning' : `${warnings} warnings`),
    ]
      .filter(Boolean)
      .join(', '),
  problemLine: (line: number): string => `Line ${line}`,
  problemAll: 'Script',
  mendAll: 'Mend all',
  problemMore: (count: number): string => `and ${count} more`,
  problemsInScript: (count: string): string => `In this script: ${count}.`,
  fromServer: 'from the mail server',
  severity: { error: 'Error', warning: 'Warning', note: 'Note' },
};
