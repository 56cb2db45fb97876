/**
 * Waits for Ctrl-C or a polite request to end (SIGTERM), then closes.
 * A second signal ends the process at once.
 */
export async function closeOnSignal(close: () => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = (): void => {
      for (const name of ['SIGINT', 'SIGTERM'] as const) {
        process.off(name, stop);
        process.on(name, () => process.exit(1));
      }
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
  await close();
}
