import type { Rule } from '@sievekit/parser';

/** A condition while it is typed; `id` names it for as long as the form is open. */
export interface ConditionForm {
  readonly id: number;
  readonly header: string;
  readonly match: Rule['conditions'][number]['match'];
  readonly not: boolean;
  readonly value: string;
}

/** A rule while it is typed. */
export interface RuleForm {
  readonly name: string;
  readonly join: Rule['join'];
  readonly conditions: readonly ConditionForm[];
  readonly mailbox: string;
  readonly create: boolean;
  readonly stop: boolean;
}

/** What is wrong with a field. */
export type FieldProblem =
  | 'name-missing'
  | 'name-line-break'
  | 'name-taken'
  | 'header-missing'
  | 'header-invalid'
  | 'value-missing'
  | 'pattern-missing'
  | 'value-blank'
  | 'mailbox-missing'
  | 'mailbox-slash'
  | 'mailbox-dots'
  | 'mailbox-tilde'
  | 'mailbox-characters'
  | 'mailbox-long'
  | 'subject-line-break'
  | 'message-missing'
  | 'days-range'
  | 'address-invalid'
  | 'dates-order';

/** Problems by field; conditions by their id. Empty when the rule can be written. */
export interface RuleProblems {
  readonly name?: FieldProblem;
  readonly mailbox?: FieldProblem;
  readonly headers: ReadonlyMap<number, FieldProblem>;
  readonly values: ReadonlyMap<number, FieldProblem>;
}

let lastId = 0;

/** A condition that nobody has filled in yet. */
export function blankCondition(): ConditionForm {
  return { id: ++lastId, header: 'Subject', match: 'contains', not: false, value: '' };
}

/** The form of a new rule. */
export function blankRule(canCreate: boolean): RuleForm {
  return {
    name: '',
    join: 'anyof',
    conditions: [blankCondition()],
    mailbox: '',
    create: canCreate,
    stop: true,
  };
}

/** The form of a rule that the script holds. */
export function toRuleForm(name: string, rule: Rule): RuleForm {
  const conditions = rule.conditions.map((condition) => ({ ...condition, id: ++lastId }));
  return { ...rule, name, conditions };
}

/** The rule that the form describes. */
export function toRule(form: RuleForm): Rule {
  return {
    join: form.join,
    conditions: form.conditions.map(({ header, match, not, value }) => ({
      header: header.trim(),
      match,
      not,
      value,
    })),
    mailbox: form.mailbox.trim(),
    create: form.create,
    stop: form.stop,
  };
}

// RFC 5322, section 2.2: printable US-ASCII but the colon.
const HEADER_NAME = /^[!-9;-~]+$/;

/** Everything that keeps the form from being written. `taken`: the names of the other rules. */
export function checkRule(form: RuleForm, taken: readonly string[]): RuleProblems {
  const headers = new Map<number, FieldProblem>();
  const values = new Map<number, FieldProblem>();
  for (const { id, header, match, value } of form.conditions) {
    if (header.trim() === '') headers.set(id, 'header-missing');
    else if (!HEADER_NAME.test(header.trim())) headers.set(id, 'header-invalid');
    const problem = checkValue(value, match);
    if (problem) values.set(id, problem);
  }
  const name = checkName(form.name, taken);
  const mailbox = checkMailbox(form.mailbox.trim());
  return {
    ...(name && { name }),
    ...(mailbox && { mailbox }),
    headers,
    values,
  };
}

/** Whether nothing keeps the rule from being written. */
export function isComplete(problems: RuleProblems): boolean {
  const fields = problems.name ?? problems.mailbox;
  return !fields && problems.headers.size === 0 && problems.values.size === 0;
}

function checkValue(value: string, match: ConditionForm['match']): FieldProblem | null {
  if (value === '') {
    // Nothing is a value: a header may be empty. An empty text is in every message, though.
    if (match === 'is') return null;
    return match === 'contains' ? 'value-missing' : 'pattern-missing';
  }
  return value.trim() === '' ? 'value-blank' : null;
}

/** As many bytes as a file name may have: mail servers keep a folder as one. */
const LONGEST_PART = 255;

/** What mail servers refuse as the name of a folder. */
function checkMailbox(mailbox: string): FieldProblem | null {
  if (mailbox === '') return 'mailbox-missing';
  if (/\p{Cc}/u.test(mailbox)) return 'mailbox-characters';
  if (mailbox.startsWith('~')) return 'mailbox-tilde';
  const parts = mailbox.split('/');
  if (parts.includes('')) return 'mailbox-slash';
  if (parts.includes('.') || parts.includes('..')) return 'mailbox-dots';
  const encoder = new TextEncoder();
  return parts.some((part) => encoder.encode(part).length > LONGEST_PART) ? 'mailbox-long' : null;
}

function checkName(name: string, taken: readonly string[]): FieldProblem | null {
  if (name.trim() === '') return 'name-missing';
  if (/[\r\n]/.test(name)) return 'name-line-break';
  return taken.includes(name.trim()) ? 'name-taken' : null;
}
