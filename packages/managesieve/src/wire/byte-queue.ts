const spare = 64 * 1024;

/**
 * Octets that have arrived and are not yet read. Adding and taking cost time in proportion to the
 * octets, however small the pieces are in which they come.
 */
export class ByteQueue {
  #buffer: Buffer = Buffer.alloc(0);
  #start = 0;
  #end = 0;
  /** No line end lies before this. */
  #searched = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  push(chunk: Uint8Array): void {
    const needed = this.length + chunk.length;
    if (this.#end + chunk.length > this.#buffer.length) this.#makeRoom(needed);
    this.#buffer.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  /** How many octets there are up to and with the first line feed; 0 when there is none. */
  lineLength(): number {
    const from = Math.max(this.#start, this.#searched);
    const at = this.#buffer.subarray(0, this.#end).indexOf(0x0a, from);
    this.#searched = at === -1 ? this.#end : at;
    return at === -1 ? 0 : at + 1 - this.#start;
  }

  /** Takes that many octets out, as a copy. There must be as many. */
  take(count: number): Buffer {
    const taken = Buffer.from(this.#buffer.subarray(this.#start, this.#start + count));
    this.skip(count);
    return taken;
  }

  /** Throws that many octets away. */
  skip(count: number): void {
    this.#start += count;
    if (this.#start < this.#end) return;
    this.#start = this.#end = this.#searched = 0;
    if (this.#buffer.length > spare) this.#buffer = Buffer.alloc(0);
  }

  #makeRoom(needed: number): void {
    const size = Math.max(needed * 2, this.#buffer.length);
    const roomy = Buffer.allocUnsafe(size);
    this.#buffer.copy(roomy, 0, this.#start, this.#end);
    this.#searched = Math.max(0, this.#searched - this.#start);
    this.#end = this.length;
    this.#start = 0;
    this.#buffer = roomy;
  }
}
