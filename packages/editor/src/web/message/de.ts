import type { Rule } from '@sievekit/parser';
import type { CallCode } from '../state/call-error.ts';
import type { FieldProblem } from '../state/rule-form.ts';
import { germanSentences } from './de-sentence.ts';
import { deTry } from './de-try.ts';
import { capitalizeHeader, join, type Sentence, say } from './say.ts';
import type { MessageTable } from './table.ts';

type Condition = Rule['conditions'][number];

const failures: Record<CallCode, string> = {
  'invalid-request':
    'Diese Seite und ihr Server verstehen einander nicht. Laden Sie die Seite neu.',
  'forbidden-origin':
    'Der Server nimmt von dieser Adresse keine Anfragen an. Sagen Sie es Ihrer Administration.',
  'login-refused': 'Benutzername oder Passwort ist falsch. Versuchen Sie es noch einmal.',
  'too-many-logins': 'Zu viele Fehlversuche. Warten Sie einige Minuten.',
  'no-session': 'Sie sind nicht mehr angemeldet.',
  busy: 'Der Server ist ausgelastet. Versuchen Sie es gleich noch einmal.',
  timeout: 'Der Mailserver hat nicht rechtzeitig geantwortet. Versuchen Sie es noch einmal.',
  'server-unreachable': 'Der Mailserver ist nicht erreichbar. Versuchen Sie es später noch einmal.',
  'server-insecure':
    'Die Verbindung zum Mailserver ist nicht sicher, darum wurde nichts gesendet. Sagen Sie es Ihrer Administration.',
  'server-refused': 'Der Mailserver hat das abgelehnt.',
  'not-found': 'Ein Skript dieses Namens gibt es nicht mehr.',
  'already-exists': 'Ein Skript dieses Namens gibt es schon. Wählen Sie einen anderen Namen.',
  'script-active': 'Das aktive Skript kann nicht gelöscht werden. Deaktivieren Sie es zuerst.',
  conflict: 'Jemand anderes hat dieses Skript inzwischen geändert.',
  rejected: 'Nicht gespeichert: Der Mailserver hat Fehler im Skript gefunden.',
  'not-text': 'Dieses Skript ist kein UTF-8-Text und kann hier nicht gezeigt werden.',
  'too-large': 'Dieses Skript ist zu groß.',
  quota: 'Auf dem Mailserver ist für dieses Skript kein Platz mehr.',
  internal: 'Bei uns ist etwas schiefgegangen. Versuchen Sie es noch einmal.',
  offline: 'Keine Verbindung zum Server. Ihre Änderungen bleiben in diesem Browser.',
};

const problems: Record<FieldProblem, string> = {
  'name-missing': 'Geben Sie der Regel einen Namen.',
  'name-line-break': 'Ein Name steht auf einer Zeile.',
  'name-taken': 'Eine andere Regel heißt schon so.',
  'header-missing': 'Sagen Sie, welche Kopfzeile geprüft wird.',
  'header-invalid':
    'Der Name einer Kopfzeile hat keine Leerzeichen, Doppelpunkte oder Umlaute, zum Beispiel „List-Id“.',
  'value-missing': 'Schreiben Sie, wonach gesucht wird. Ein leerer Text steht in jeder Nachricht.',
  'pattern-missing':
    'Schreiben Sie, womit verglichen wird; * steht für beliebigen Text, ? für ein Zeichen.',
  'value-blank': 'Das sind nur Leerzeichen. Schreiben Sie, wonach gesucht wird.',
  'mailbox-missing': 'Sagen Sie, in welchen Ordner die Nachricht kommt.',
  'mailbox-slash':
    'Ein Schrägstrich steht zwischen den Namen zweier Ordner, nicht am Ende und nicht neben einem anderen.',
  'mailbox-dots': 'Einen Ordner namens „.“ oder „..“ haben Mailserver nicht.',
  'mailbox-tilde': 'Der Name eines Ordners kann nicht mit „~“ beginnen.',
  'mailbox-characters': 'Dieser Name enthält unsichtbare Zeichen, die Mailserver ablehnen.',
  'mailbox-long': 'Dieser Name ist für Mailserver zu lang.',
  'subject-line-break': 'Ein Betreff steht auf einer Zeile.',
  'message-missing': 'Schreiben Sie die Nachricht, die andere bekommen.',
  'days-range': 'Zwischen 1 und 365 Tagen.',
  'address-invalid': 'Eine davon ist keine Mailadresse.',
  'dates-order': 'Der letzte Tag liegt vor dem ersten.',
};

function addressesInvalid(wrong: readonly string[]): string {
  const named = wrong.map((address) => `„${address}“`).join(', ');
  return wrong.length === 1
    ? `${named} ist keine Mailadresse.`
    : `${named} sind keine Mailadressen.`;
}

const matches: Record<`${'' | 'not-'}${Condition['match']}`, string> = {
  contains: 'enthält',
  'not-contains': 'enthält nicht',
  is: 'ist',
  'not-is': 'ist nicht',
  matches: 'passt auf',
  'not-matches': 'passt nicht auf',
};

function matchOf(condition: Condition): string {
  return matches[`${condition.not ? 'not-' : ''}${condition.match}`];
}

function ruleSentence(rule: Rule): Sentence {
  const conditions = rule.conditions.map(
    (condition) =>
      say`${capitalizeHeader(condition.header)} ${[{ text: matchOf(condition), own: false }]} ${`„${condition.value}“`}`,
  );
  const tests = join(conditions, rule.join === 'anyof' ? ' oder ' : ' und ');
  const end = rule.stop ? say`, dann Schluss` : say``;
  const made = rule.create ? say` (wird angelegt, wenn er fehlt)` : say``;
  return say`Wenn ${tests}: in den Ordner ${rule.mailbox}${made}${end}.`;
}

/** Every word of the page, in German. */
export const de = {
  ...deTry,
  language: 'de',
  product: 'sievekit',
  title: 'Mailregeln',
  failure: (code) => failures[code],
  problem: (problem, wrong = []) =>
    problem === 'address-invalid' && wrong.length > 0 ? addressesInvalid(wrong) : problems[problem],

  signInTitle: 'Anmelden bei Ihren Mailregeln',
  signInLead: 'Mit Benutzername und Passwort Ihres Mailkontos.',
  signInAgainTitle: 'Noch einmal anmelden',
  signInAgainLead: 'Ihre Sitzung ist abgelaufen. Ihre Änderungen sind noch da.',
  userName: 'Benutzername',
  password: 'Passwort',
  showPassword: 'Passwort zeigen',
  signIn: 'Anmelden',
  signingIn: 'Anmeldung läuft …',
  signOut: 'Abmelden',
  fieldMissing: 'Füllen Sie dieses Feld aus.',
  loading: 'Wird geladen …',
  skip: 'Zum Skript springen',

  scripts: 'Skripte',
  scriptsLead: 'Eines läuft, wenn Post ankommt: das aktive.',
  newScript: 'Neues Skript',
  scriptName: 'Name des Skripts',
  scriptNameHint: 'Für Sie selbst, zum Beispiel „main“ oder „Urlaub“.',
  scriptNameMissing: 'Ein Skript braucht einen Namen.',
  scriptNameTaken: 'Ein Skript dieses Namens gibt es schon.',
  scriptNameInvalid: 'Dieser Name ist zu lang oder enthält unsichtbare Zeichen.',
  create: 'Anlegen',
  noScripts: 'Noch keine Skripte',
  noScriptsLead:
    'Ein Skript enthält Ihre Regeln und Ihre Abwesenheitsnotiz. Legen Sie eines an, um zu beginnen.',
  nothingOpen: 'Wählen Sie ein Skript',
  active: 'Aktiv',
  inactive: 'Nicht aktiv',
  activate: 'Aktivieren',
  deactivate: 'Deaktivieren',
  rename: 'Umbenennen',
  remove: 'Löschen',
  removeActive: 'Das aktive Skript kann nicht gelöscht werden. Deaktivieren Sie es zuerst.',
  cancel: 'Abbrechen',
  close: 'Schließen',
  retry: 'Noch einmal versuchen',
  renameTitle: (name) => `„${name}“ umbenennen`,
  removeTitle: (name) => `„${name}“ löschen?`,
  removeLead:
    'Das Skript und alle seine Regeln werden vom Mailserver gelöscht. Das lässt sich nicht rückgängig machen.',
  activateTitle: (name) => `„${name}“ aktivieren?`,
  activateLead: (name, other) =>
    other === null
      ? `Von nun an behandelt „${name}“ die ankommende Post.`
      : `Von nun an behandelt „${name}“ die ankommende Post. „${other}“ wird inaktiv.`,
  activateUnsaved: 'Ihre ungespeicherten Änderungen gehören erst dazu, wenn Sie speichern.',
  deactivateTitle: (name) => `„${name}“ deaktivieren?`,
  deactivateLead: 'Kein Skript behandelt mehr Ihre Post: Alles bleibt im Posteingang.',
  activated: (name) => `„${name}“ ist aktiv.`,
  deactivated: (name) => `„${name}“ ist nicht mehr aktiv.`,
  removed: (name) => `„${name}“ ist gelöscht.`,
  renamed: (name) => `Umbenannt in „${name}“.`,
  created: (name) => `„${name}“ ist angelegt.`,

  views: 'Ansichten des Skripts',
  rules: 'Regeln',
  vacation: 'Abwesenheit',
  text: 'Text',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  versions: 'Frühere Fassungen',

  save: 'Speichern',
  saveShortcut: (mac) => (mac ? '⌘S' : 'Strg+S'),
  saving: 'Wird gespeichert …',
  saved: 'Gespeichert',
  unsaved: 'Ungespeicherte Änderungen',
  changed: 'geändert',
  saveFailed: 'Nicht gespeichert',
  notSavedVacation: (why) =>
    `Nicht gespeichert: Die Abwesenheitsnotiz ist nicht vollständig. ${why}`.trimEnd(),
  leaveTitle: 'Änderungen speichern?',
  leaveLead: (name) => `„${name}“ hat Änderungen, die nicht gespeichert sind.`,
  leaveSave: 'Änderungen speichern',
  leaveDiscard: 'Änderungen verwerfen',
  leaveStay: 'Weiter bearbeiten',
  vacationIncomplete:
    'Die Abwesenheitsnotiz ist noch nicht vollständig und darum nicht Teil des Skripts.',

  saveTitle: (name) => `„${name}“ speichern?`,
  saveDifference: 'Was das Speichern auf dem Mailserver ändert',
  changes: ({ changed, added, removed }) => {
    const lines = (count: number): string => `${count} ${count === 1 ? 'Zeile' : 'Zeilen'}`;
    const parts = [
      changed > 0 && `${lines(changed)} geändert`,
      added > 0 && `${lines(added)} hinzugefügt`,
      removed > 0 && `${lines(removed)} entfernt`,
    ].filter(Boolean);
    return parts.length === 0 ? 'Nichts ändert sich.' : `${parts.join(', ')}, sonst nichts.`;
  },
  lineGoes: 'Fällt weg',
  lineComes: 'Kommt dazu',
  saveActive: 'Dieses Skript ist aktiv: Nach ihm wird von da an eintreffende Post behandelt.',
  saveInactive:
    'Dieses Skript ist nicht aktiv: Ihre Post wird wie bisher behandelt, bis Sie es aktivieren.',

  draftOffer: (when) => `In diesem Browser liegen ungespeicherte Änderungen vom ${when}.`,
  draftStale:
    'Das Skript auf dem Server wurde seither geändert; Sie sehen beides, bevor etwas überschrieben wird.',
  draftRestore: 'Zurückholen',
  draftDiscard: 'Vergessen',
  draftFailed:
    'Dieser Browser bewahrt keine Entwürfe auf: Ungespeichertes geht verloren, wenn Sie die Seite schließen.',

  connectionLost:
    'Verbindung verloren. Sie wird wieder aufgebaut … Ihre Änderungen bleiben in diesem Browser.',
  connectNow: 'Jetzt verbinden',

  conflictTitle: 'Jemand anderes hat dieses Skript geändert',
  conflictLead:
    'Unten: was das Speichern Ihrer Fassung an der anderen ändern würde. Noch ist nichts geschrieben.',
  conflictGone:
    'Jemand anderes hat dieses Skript gelöscht oder umbenannt. Speichern Sie Ihres unter dem alten Namen, oder lassen Sie es gehen.',
  conflictOverwrite: 'Mit meiner überschreiben',
  conflictOverwriteGone: 'Meines wieder speichern',
  conflictTheirs: 'Die andere nehmen, meine als Kopie behalten',
  conflictClose: 'Schließen und meines als Kopie behalten',
  conflictLater: 'Später entscheiden',
  conflictDownload: 'Meine herunterladen',
  conflictCopyFailed:
    'Der Mailserver hat Ihre Fassung nicht als Kopie angenommen. Laden Sie sie herunter, oder entscheiden Sie später.',
  copyName: (name) => `${name} (meine Kopie)`,
  copyKept: (name) => `Ihre Fassung liegt jetzt in „${name}“.`,
  conflictMerge: 'Beide Änderungen behalten',
  mergeChosen: 'Wie gewählt zusammenführen',
  conflictCompare: 'Die andere Fassung mit Ihrer vergleichen',
  mergeClean:
    'Ihre Änderungen und die anderen stehen an verschiedenen Stellen: Beide können bleiben. Noch ist nichts geschrieben.',
  mergeClashes:
    'Einige Zeilen wurden von beiden geändert: Wählen Sie, welche bleiben. Noch ist nichts geschrieben.',
  mergeCleanRules:
    'Ihre Änderungen und die anderen sind in verschiedenen Regeln: Beide können bleiben. Noch ist nichts geschrieben.',
  mergeClashRules:
    'Einige Regeln wurden von beiden geändert: Wählen Sie, welche bleiben. Noch ist nichts geschrieben.',
  mergeRule: (name) => `Regel „${name}“, von beiden geändert`,
  mergeMine: 'Von Ihnen geändert',
  mergeTheirs: 'Von jemand anderem geändert',
  mergeClash: (number) => `Stelle ${number}, von beiden geändert`,
  mergeTheirsLines: 'Die anderen:',
  mergeMineLines: 'Ihre:',
  mergeNoLines: 'Diese Zeilen sind entfernt.',
  mergeTakeTheirs: 'Die anderen nehmen',
  mergeTakeMine: 'Ihre nehmen',
  mergeTakeBoth: 'Beide nehmen, die anderen zuerst',
  lineRemoved: 'Von der anderen, fiele weg',
  lineAdded: 'Von Ihnen, käme dazu',
  linesSame: 'Unveränderte Zeilen',

  fromTemplate: 'Aus einer Vorlage',
  addRule: 'Regel hinzufügen',
  noRules: 'Noch keine Regeln',
  noRulesLead: 'Eine Regel sieht sich jede ankommende Nachricht an und legt sie in einen Ordner.',
  rulesUnread:
    'Diese Regeln lassen sich nicht als Liste zeigen. Berichtigen Sie das Skript zuerst im Text.',
  rulesBroken:
    'Das Skript hat einen Fehler, darum lassen sich seine Regeln hier nicht ändern. Beheben Sie ihn zuerst im Text.',
  showInText: 'Im Text zeigen',
  ruleOff: 'Aus',
  switchRule: (name) => `Regel „${name}“ ein`,
  ruleCount: (count) => (count === 1 ? '1 Regel' : `${count} Regeln`),
  sentences: germanSentences,
  codeCard: 'Code',
  codeCardLead: 'Mehr, als das Formular zeigen kann. Es bleibt, wie es ist.',
  editRule: (name) => `Regel „${name}“ bearbeiten`,
  moveUp: 'Nach oben',
  moveDown: 'Nach unten',
  moveRuleUp: (name) => `Regel „${name}“ nach oben`,
  moveRuleDown: (name) => `Regel „${name}“ nach unten`,
  ruleMoved: (name, place, count) => `Regel „${name}“ ist jetzt Nummer ${place} von ${count}.`,
  removeRule: (name) => `Regel „${name}“ entfernen`,
  edit: 'Bearbeiten',
  removeShort: 'Entfernen',
  ruleRemoved: (name) => `Regel „${name}“ ist entfernt.`,
  ruleAdded: (name) => `Regel „${name}“ ist hinzugefügt.`,
  ruleChanged: (name) => `Regel „${name}“ ist geändert.`,
  unnamedRule: 'Regel ohne Namen',
  ruleSentence,

  newRuleTitle: 'Neue Regel',
  editRuleTitle: 'Regel bearbeiten',
  ruleName: 'Name der Regel',
  joinLegend: 'Wenn eine Nachricht ankommt und',
  anyof: 'eines davon zutrifft',
  allof: 'alles davon zutrifft',
  conditionLegend: (number) => `Bedingung ${number}`,
  header: 'Kopfzeile',
  match: 'Vergleich',
  value: 'Wert',
  matchNames: matches,
  matchesHint: '* steht für beliebigen Text, ? für ein Zeichen.',
  addCondition: 'Bedingung hinzufügen',
  removeCondition: (number) => `Bedingung ${number} entfernen`,
  actionLegend: 'Dann',
  folderName: 'Ordner',
  folderHint: 'Wie Ihr Mailprogramm ihn zeigt; ein Ordner in einem Ordner als „Arbeit/Rechnungen“.',
  folderMissing: 'Einen Ordner dieses Namens gibt es noch nicht.',
  makeFolder: (path) => `Ordner „${path}“ jetzt anlegen`,
  folderMade: (path) => `Der Ordner „${path}“ ist angelegt.`,
  createFolder: 'Den Ordner anlegen, wenn er fehlt',
  createFolderUnsupported: 'Dieser Mailserver kann aus einer Regel keine Ordner anlegen.',
  stopAfter: 'Hier aufhören: die Regeln darunter für diese Nachricht auslassen',
  done: 'Fertig',
  discardRuleTitle: 'Diese Regel verwerfen?',
  discardRuleLead: 'Was Sie hier geschrieben haben, steht noch nicht im Skript.',
  discard: 'Verwerfen',

  vacationLead:
    'Während Sie fort sind, bekommt, wer Ihnen schreibt, diese Antwort – jeder nur hin und wieder.',
  vacationSwitch: 'Automatisch antworten',
  vacationOnNow: 'Antworten gehen hinaus, sobald dieses Skript gespeichert und aktiv ist.',
  vacationOff: 'Es gehen keine Antworten hinaus.',
  vacationUnsupported:
    'Dieses Skript antwortet auf eine Weise, die das Formular nicht zeigen kann. Ändern Sie sie im Text.',
  vacationNoServer: 'Dieser Mailserver kann keine Abwesenheitsnotizen senden.',
  subject: 'Betreff',
  subjectHint: 'Leer: der Betreff der beantworteten Nachricht.',
  message: 'Nachricht',
  days: 'Tage zwischen Antworten an dieselbe Person',
  addresses: 'Ihre eigenen Adressen',
  addressesHint:
    'Weitere Adressen, unter denen Sie Post bekommen, eine je Zeile. Nur Post an eine Ihrer Adressen wird beantwortet.',
  firstDay: 'Erster Tag',
  lastDay: 'Letzter Tag',
  datesHint:
    'Leer: ab jetzt, oder bis Sie ausschalten. Tage beginnen um Mitternacht in Ihrer Zeitzone.',
  datesUnsupported: 'Dieser Mailserver kann Tage nicht unterscheiden.',
  vacationRemove: 'Abwesenheitsnotiz entfernen',
  vacationRemoved: 'Die Abwesenheitsnotiz ist aus dem Skript entfernt.',
  vacationPending: 'Noch nicht Teil des Skripts',
  vacationReady: 'Es kommt beim Speichern ins Skript.',
  vacationMark: 'nicht vollständig',
  vacationDiscard: 'Diese Änderungen verwerfen',
  vacationDiscarded: 'Das Formular zeigt wieder, was im Skript steht.',

  scriptText: (name) => `Text des Skripts „${name}“`,
  textHint:
    'Strg+Leertaste schlägt Wörter vor, F1 zeigt alle Befehle, Strg+M lässt die Tabulatortaste aus dem Textfeld hinaus.',
  tabLeaves: 'Die Tabulatortaste verlässt das Textfeld; mit Strg+M rückt sie wieder ein.',
  plainField: 'Einfaches Textfeld',
  monacoFailed:
    'Der große Texteditor konnte nicht geladen werden; dieses einfache Feld tut dasselbe.',
  problemsTitle: 'Probleme',
  noProblems: 'Keine Probleme',
  problemCount: (errors, warnings) =>
    [
      errors > 0 && (errors === 1 ? '1 Fehler' : `${errors} Fehler`),
      warnings > 0 && (warnings === 1 ? '1 Warnung' : `${warnings} Warnungen`),
    ]
      .filter(Boolean)
      .join(', '),
  problemLine: (line) => `Zeile ${line}`,
  problemAll: 'Skript',
  mendAll: 'Alle beheben',
  problemMore: (count) => `und ${count} weitere`,
  problemsInScript: (count) => `In diesem Skript: ${count}.`,
  fromServer: 'vom Mailserver',
  severity: { error: 'Fehler', warning: 'Warnung', note: 'Hinweis' },
} satisfies MessageTable;
