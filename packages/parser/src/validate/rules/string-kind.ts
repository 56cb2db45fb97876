import type { Parameter, StringKind } from '../../language/definition.ts';
import type { Argument, StringLiteral } from '../../syntax/ast.ts';
import type { Bound } from '../bind.ts';
import type { Context } from '../context.ts';
import { stringsOf } from '../string.ts';
import { checkAddress, checkAddressList } from './address.ts';
import { checkAnnotation } from './annotation.ts';
import { checkComparator } from './comparator.ts';
import { checkDatePart, checkZone } from './date-part.ts';
import { checkEnvelopePart } from './envelope-part.ts';
import { checkProgramName, checkScriptName } from './file-name.ts';
import { checkFlagList } from './flag-list.ts';
import { checkHeaderField } from './header-name.ts';
import { checkDeletedHeader, checkTestedAddress, checkTestedHeader } from './known-header.ts';
import { checkMailbox } from './mailbox.ts';
import { checkMatchKey } from './match-key.ts';
import { checkNotifyMethod, checkNotifyOption } from './notify.ts';
import { checkRelation } from './relation.ts';
import { checkSpecialUse } from './special-use.ts';
import { checkFeedbackType, checkForm, checkImportance, checkTimeUnit } from './text-choice.ts';
import { checkVariableName, checkVariableRead } from './variable-name.ts';

type StringRule = (literal: StringLiteral, context: Context, bound: Bound) => void;

/** The check of each kind of string; null for kinds of which any string is one. */
const rules: Record<StringKind, StringRule | null> = {
  address: checkAddress,
  'address-header': checkTestedAddress,
  'address-list': checkAddressList,
  annotation: checkAnnotation,
  capability: null,
  'clock-time': checkForm('clock-time'),
  comparator: checkComparator,
  'content-type': null,
  'date-part': checkDatePart,
  'deleted-field': checkDeletedHeader,
  'deliver-mode': checkForm('deliver-mode'),
  'dsn-notify': checkForm('dsn-notify'),
  'dsn-return': checkForm('dsn-return'),
  'envelope-part': checkEnvelopePart,
  'environment-item': null,
  'feedback-type': checkFeedbackType,
  'flag-list': checkFlagList,
  'header-field': checkHeaderField,
  'header-name': checkTestedHeader,
  importance: checkImportance,
  mailbox: checkMailbox,
  'match-key': checkMatchKey,
  'notify-method': checkNotifyMethod,
  'notify-option': checkNotifyOption,
  'program-name': checkProgramName,
  relation: checkRelation,
  'script-name': checkScriptName,
  'special-use': checkSpecialUse,
  'time-unit': checkTimeUnit,
  timestamp: checkForm('timestamp'),
  'variable-name': checkVariableName,
  'variable-read': checkVariableRead,
  weekday: checkForm('weekday'),
  zone: checkZone,
};

/** Checks what the strings of an argument stand for; those with variables are left to the server. */
export function checkStringKind(
  argument: Argument,
  parameter: Parameter,
  bound: Bound,
  context: Context,
): void {
  if (parameter.kind === undefined) return;
  const rule = rules[parameter.kind];
  for (const literal of stringsOf(argument)) {
    if (context.isConstant(literal)) rule?.(literal, context, bound);
    else if (parameter.constant === true && !mayVary(parameter, context)) {
      reportVariable(literal, parameter, bound, context);
    }
  }
}

function mayVary(parameter: Parameter, context: Context): boolean {
  return parameter.kind === 'capability' && context.differs('variable-in-ihave');
}

function reportVariable(
  literal: StringLiteral,
  parameter: Parameter,
  bound: Bound,
  context: Context,
): void {
  context.error(
    'constant-expected',
    literal,
    `The ${parameter.name} of “${bound.node.name.name}” is read before the script runs and can hold no variable. Write it out.`,
  );
}
