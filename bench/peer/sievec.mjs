/**
 * Pigeonhole's compiler from the lab, without the time that its process takes to start.
 *
 * @returns {Promise<((text: string) => Promise<number>) | string>} milliseconds, or why it is left out
 */
export async function loadSievec() {
  try {
    const { sievec } = await import('../../.build/test/lab/sievec.js');
    const once = async (/** @type {string} */ text) => {
      const start = performance.now();
      const { ok, errors } = await sievec(text);
      if (!ok) throw new Error(`sievec refuses a script of the bench: ${errors.slice(0, 300)}`);
      return performance.now() - start;
    };
    await once('keep;\n');
    return async (text) => {
      const start = await once('keep;\n');
      return Math.max((await once(text)) - start, 0.1);
    };
  } catch (error) {
    return `sievec is left out: ${/** @type {Error} */ (error).message.split('\n')[0]}`;
  }
}
