/**
 * Pigeonhole's own program for trying a script, from the lab: a process a message.
 *
 * @param {string} script
 * @returns {Promise<((message: Uint8Array) => Promise<number>) | string>} milliseconds a message, or
 *   why it is left out
 */
export async function loadSieveTest(script) {
  try {
    const { sieveTest } = await import('../../.build/test/lab/sievec.js');
    const time = async (/** @type {Uint8Array} */ octets) => {
      const message = new TextDecoder().decode(octets);
      const start = performance.now();
      const { ok, errors } = await sieveTest(script, { message });
      if (!ok) throw new Error(`sieve-test ends with an error: ${errors.slice(0, 300)}`);
      return performance.now() - start;
    };
    await time(new TextEncoder().encode('Subject: x\r\n\r\n'));
    return time;
  } catch (error) {
    return `sieve-test is left out: ${/** @type {Error} */ (error).message.split('\n')[0]}`;
  }
}
