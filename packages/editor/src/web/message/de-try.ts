import type { TrialAlternative, TrialFailure, TrialOutcome, TrialRun } from '../trial/protocol.ts';

type Action = TrialOutcome['actions'][number];
type Reason = TrialRun['reasons'][number][number];

const failures: Record<Exclude<TrialFailure['code'], 'script'>, string> = {
  timeout:
    'Das Ausprobieren dauerte zu lange und wurde beendet. Nehmen Sie eine kleinere Nachricht oder ein kleineres Skript.',
  'too-large': 'Diese Nachricht ist zu groß, um sie hier auszuprobieren. Nehmen Sie eine kleinere.',
  broken:
    'Die Nachricht ließ sich nicht ausprobieren. Schließen Sie dieses Feld, und öffnen Sie es wieder.',
};

/** Why no reply goes out, as the interpreter says it, and in German. */
const silences: readonly [english: RegExp, german: string][] = [
  [/^The message has no sender/, 'Die Nachricht hat keinen Absender.'],
  [/^The sender is the user/, 'Sie kommt von Ihnen selbst.'],
  [
    /^It comes from a mailing list: it has the field (.+)\.$/,
    'Sie kommt von einer Mailingliste: Sie hat das Feld $1.',
  ],
  [/^A program sent it/, 'Ein Programm hat sie gesendet: Das sagt Auto-Submitted.'],
  [
    /^The sender asks for no replies/,
    'Der Absender möchte keine Antworten: Das sagt X-Auto-Response-Suppress.',
  ],
  [/^It was sent to many: its precedence is (.+)\.$/, 'Sie ging an viele: Ihre Precedence ist $1.'],
  [/^(.+) is no person\.$/, '$1 ist keine Person.'],
  [/^None of the addresses/, 'Keine Ihrer Adressen ist unter den Empfängern.'],
  [/^The sender had this reply/, 'Der Absender hat diese Antwort erst kürzlich bekommen.'],
];

function silenceOf(english: string): string {
  const known = silences.find(([pattern]) => pattern.test(english));
  return known ? english.replace(...known) : english;
}

/** Without a period. */
function describe(action: Action): string {
  switch (action.type) {
    case 'keep':
      return 'Im Posteingang behalten';
    case 'fileinto':
      return `In den Ordner ${action.mailbox} gelegt${action.copy ? ', als Kopie' : ''}`;
    case 'discard':
      return 'Verworfen';
    case 'redirect':
      return `Weitergeleitet an ${action.address}${action.copy ? ', als Kopie' : ''}`;
    case 'reject':
    case 'ereject':
      return `Abgelehnt mit „${action.reason.trim()}“`;
    case 'vacation':
      return action.silence === null
        ? `Beantwortet mit „${action.subject}“`
        : `Nicht beantwortet (${silenceOf(action.silence).replace(/\.$/, '')})`;
    case 'notify':
      return `Benachrichtigt über ${action.method}`;
    case 'pipe':
      return `An das Programm ${action.program} gegeben${action.copy ? ', als Kopie' : ''}`;
    case 'filter':
    case 'execute':
      return `Vom Programm ${action.program} bearbeitet${action.ok ? '' : ', das scheiterte'}`;
    case 'report':
      return `Als ${action.feedback} gemeldet an ${action.address}`;
  }
}

function because(reasons: readonly Reason[]): string {
  const told = reasons.filter(({ test }) => !/^(?:true|false)$/i.test(test));
  if (told.length === 0) return '';
  const parts = told.map(({ test, result, matched }) =>
    matched !== null && result
      ? `„${matched.value}“ zu „${matched.key}“ passt`
      : `${test} ${result ? 'zutrifft' : 'nicht zutrifft'}`,
  );
  return `, weil ${parts.join(' und ')}`;
}

function sentenceOf(
  { actions, implicitKeep, error }: TrialOutcome,
  reasons: readonly (readonly Reason[])[] = [],
): string {
  if (error !== null) {
    const place = error.line === null ? '' : ` in Zeile ${error.line}`;
    const message = error.message.replace(/\.$/, '');
    return `Im Posteingang behalten, weil das Skript${place} einen Fehler machte: ${message}.`;
  }
  const clauses = actions.map(
    (action, index) => `${describe(action)}${because(reasons[index] ?? [])} (Zeile ${action.line})`,
  );
  if (implicitKeep) {
    clauses.push(
      actions.length === 0
        ? 'Im Posteingang behalten, weil das Skript nichts anderes sagt'
        : 'Außerdem im Posteingang behalten',
    );
  }
  return `${clauses.join('; ')}.`;
}

/** Words around trying a message, in German. */
export const deTry = {
  tryIt: 'Ausprobieren',
  tryTitle: 'An einer Nachricht ausprobieren',
  tryLead:
    'Nichts wird zugestellt, gesendet oder gespeichert, und die Nachricht bleibt in diesem Browser.',
  tryMessage: 'Nachricht',
  tryMessageHint:
    'Fügen Sie sie mit ihren Kopfzeilen ein, oder legen Sie eine Datei wie „mail.eml“ hier ab.',
  tryFile: 'Datei wählen',
  trySample: 'Beispiel nehmen',
  tryOther: 'Andere Nachricht nehmen',
  tryDropped: (name: string, kilobytes: string): string => `${name}, ${kilobytes} kB`,
  tryAt: 'Sie kommt an',
  tryAtHint: 'Leer: jetzt. Für Abwesenheitsnotizen und Regeln mit Datum.',
  tryRunning: 'Wird ausprobiert …',
  tryFailure: (failure: TrialFailure): string =>
    failure.code === 'script'
      ? `Das Skript hat einen Fehler und kann nicht laufen. ${failure.message}`
      : failures[failure.code],
  trySentence: (run: TrialRun): string => sentenceOf(run, run.reasons),
  tryDifferent: 'Anders wäre es gekommen',
  tryAlternative: ({ test, line, result, outcome }: TrialAlternative): string =>
    `wenn ${test} ${result ? 'nicht zuträfe' : 'zuträfe'} (Zeile ${line}): ${sentenceOf(outcome)}`,
  tryReply: 'Die Antwort',
  tryWay: 'Ihr Weg durch das Skript',
  tryTrue: 'trifft zu',
  tryFalse: 'trifft nicht zu',
  tryDone: 'getan',
  tryFits: (value: string, key: string): string => `„${value}“ passt zu „${key}“`,
  tryFitsNot: (value: string, key: string): string => `„${value}“ passt nicht zu „${key}“`,
  tryMarks: { matched: 'Trifft zu', missed: 'Trifft nicht zu', unreached: 'Nicht erreicht' },
};
