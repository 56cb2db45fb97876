/** Replaces `from`…`to` (UTF-16 units from 0, `to` exclusive) by `insert`. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}
