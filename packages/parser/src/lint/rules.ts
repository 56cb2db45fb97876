import type { Rule } from './rule.ts';
import type { RuleName } from './rule-name.ts';
import { addressPartKey } from './rules/address-part-key.ts';
import { anyofOfNots } from './rules/anyof-of-nots.ts';
import { constantTest } from './rules/constant-test.ts';
import { dateWithoutZone } from './rules/date-without-zone.ts';
import { deprecatedCapability } from './rules/deprecated-capability.ts';
import { discardWithoutStop } from './rules/discard-without-stop.ts';
import { doubleFileinto } from './rules/double-fileinto.ts';
import { doubleNot } from './rules/double-not.ts';
import { duplicateAction } from './rules/duplicate-action.ts';
import { duplicateRequire } from './rules/duplicate-require.ts';
import { duplicateRule } from './rules/duplicate-rule.ts';
import { duplicateString } from './rules/duplicate-string.ts';
import { emptyBlock } from './rules/empty-block.ts';
import { emptyKey } from './rules/empty-key.ts';
import { fileintoWithoutStop } from './rules/fileinto-without-stop.ts';
import { flagsAfterDelivery } from './rules/flags-after-delivery.ts';
import { headerWithAddress } from './rules/header-with-address.ts';
import { keepAfterFileinto } from './rules/keep-after-fileinto.ts';
import { keyWithSpace } from './rules/key-with-space.ts';
import { matchesEverything } from './rules/matches-everything.ts';
import { matchesWithoutWildcard } from './rules/matches-without-wildcard.ts';
import { nestedTestList } from './rules/nested-test-list.ts';
import { numericComparator } from './rules/numeric-comparator.ts';
import { redirectToSelf } from './rules/redirect-to-self.ts';
import { redundantKey } from './rules/redundant-key.ts';
import { redundantStop } from './rules/redundant-stop.ts';
import { regexBacktracking } from './rules/regex-backtracking.ts';
import { regexUselessWildcard } from './rules/regex-useless-wildcard.ts';
import { regexWithoutOperator } from './rules/regex-without-operator.ts';
import { rejectWithDelivery } from './rules/reject-with-delivery.ts';
import { rejectWithVacation } from './rules/reject-with-vacation.ts';
import { shadowedBranch } from './rules/shadowed-branch.ts';
import { shadowedRule } from './rules/shadowed-rule.ts';
import { unknownRule } from './rules/unknown-rule.ts';
import { unreachableBranch } from './rules/unreachable-branch.ts';
import { unreachableCode } from './rules/unreachable-code.ts';
import { unsetVariable } from './rules/unset-variable.ts';
import { unusedRequire } from './rules/unused-require.ts';
import { unusedVariable } from './rules/unused-variable.ts';
import { uselessDiscard } from './rules/useless-discard.ts';
import { utf7Mailbox } from './rules/utf7-mailbox.ts';
import { vacationTwice } from './rules/vacation-twice.ts';
import { vacationWithoutAddresses } from './rules/vacation-without-addresses.ts';
import { variablesNotRequired } from './rules/variables-not-required.ts';
import { wildcardWithoutMatches } from './rules/wildcard-without-matches.ts';

const byName: Readonly<Record<RuleName, Rule>> = {
  'address-part-key': addressPartKey,
  'anyof-of-nots': anyofOfNots,
  'constant-test': constantTest,
  'date-without-zone': dateWithoutZone,
  'deprecated-capability': deprecatedCapability,
  'discard-without-stop': discardWithoutStop,
  'double-fileinto': doubleFileinto,
  'double-not': doubleNot,
  'duplicate-action': duplicateAction,
  'duplicate-require': duplicateRequire,
  'duplicate-rule': duplicateRule,
  'duplicate-string': duplicateString,
  'empty-block': emptyBlock,
  'empty-key': emptyKey,
  'fileinto-without-stop': fileintoWithoutStop,
  'flags-after-delivery': flagsAfterDelivery,
  'header-with-address': headerWithAddress,
  'keep-after-fileinto': keepAfterFileinto,
  'key-with-space': keyWithSpace,
  'matches-everything': matchesEverything,
  'matches-without-wildcard': matchesWithoutWildcard,
  'nested-test-list': nestedTestList,
  'numeric-comparator': numericComparator,
  'redirect-to-self': redirectToSelf,
  'redundant-key': redundantKey,
  'redundant-stop': redundantStop,
  'regex-backtracking': regexBacktracking,
  'regex-useless-wildcard': regexUselessWildcard,
  'regex-without-operator': regexWithoutOperator,
  'reject-with-delivery': rejectWithDelivery,
  'reject-with-vacation': rejectWithVacation,
  'shadowed-branch': shadowedBranch,
  'shadowed-rule': shadowedRule,
  'unknown-rule': unknownRule,
  'unreachable-branch': unreachableBranch,
  'unreachable-code': unreachableCode,
  'unset-variable': unsetVariable,
  'unused-require': unusedRequire,
  'unused-variable': unusedVariable,
  'useless-discard': uselessDiscard,
  'utf7-mailbox': utf7Mailbox,
  'vacation-twice': vacationTwice,
  'vacation-without-addresses': vacationWithoutAddresses,
  'variables-not-required': variablesNotRequired,
  'wildcard-without-matches': wildcardWithoutMatches,
};

/** Every rule, by name. */
export const rules: readonly Rule[] = Object.values(byName);
