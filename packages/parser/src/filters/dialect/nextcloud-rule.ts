import type { Range } from '../../text/range.ts';
import type { Piece } from '../piece.ts';
import type { CommentedRule } from './commented.ts';
import type { DialectRule } from './dialect.ts';
import type { NextcloudFilter } from './nextcloud-code.ts';

/** A rule of Nextcloud's list, or what stands outside of it. */
export interface NextcloudRule extends DialectRule {
  /** Null for what stands outside of the list, such as the reply and code of the user's own. */
  readonly item: { readonly range: Range; readonly filter: NextcloudFilter | null } | null;
  /** Null where the rule is switched off: such a rule has no code. */
  readonly piece: Piece | null;
  /** Of what stands outside of the list, how it is switched. */
  readonly own?: CommentedRule;
  /** Whether it stands beside the list's code, and the list has no such rule. */
  readonly stray?: boolean;
}
