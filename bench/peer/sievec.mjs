/**
 * Pigeonhole's compiler from the lab, without the time that its process takes to start.
 *
 * @returns {Promise<((text: string, copies: number) => Promise<number>) | string>} milliseconds a
 *   copy, or why it is left out
 */
export async function loadSievec() {
  try {
    const { sievecCopies } = await import('../../.build/test/lab/sievec.js');
    const once = async (/** @type {string} */ text, /** @type {number} */ copies) => {
      const start = performance.now();
      const { ok, errors } = await sievecCopies(text, copies);
      if (!ok) throw new Error(`sievec refuses a script of the bench: ${errors.slice(0, 300)}`);
      return performance.now() - start;
    };
    await once('keep;\n', 1);
    return async (text, copies) => {
      const start = await once('keep;\n', copies);
      return Math.max((await once(text, copies)) - start, 0.1) / copies;
    };
  } catch (error) {
    return `sievec is left out: ${/** @type {Error} */ (error).message.split('\n')[0]}`;
  }
}
