const program = new URL('../../packages/cli/dist/program.js', import.meta.url).href;

/** The built command's entry, as far as it is used here. */
interface Program {
  run(args: readonly string[], terminal: unknown): Promise<number>;
}

/** Runs the built `sievekit` in this process; gives its exit status and all that it said. */
export async function runCommand(args: readonly string[]): Promise<{ code: number; text: string }> {
  const parts: Uint8Array[] = [];
  const write = (text: string | Uint8Array): void => void parts.push(Buffer.from(text));
  const nobody = async (): Promise<null> => null;
  const { run } = (await import(program)) as Program;
  const code = await run(args, {
    out: write,
    err: write,
    readInput: async () => new Uint8Array(),
    askSecret: nobody,
    ask: nobody,
    env: process.env,
    color: false,
    screen: { out: false, err: false },
  });
  return { code, text: Buffer.concat(parts).toString() };
}
