/** Something in a text that can be pointed at: UTF-16 units from 0, `to` exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}
