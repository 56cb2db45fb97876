import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/**
 * Asks on the controlling terminal; what is typed is not shown. The end of input answers with null;
 * Ctrl-C ends the process.
 */
export async function askSecret(question: string): Promise<string | null> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(question);
  try {
    return await ask('', silent, interrupt).catch(() => null);
  } finally {
    process.stderr.write('\n');
  }
}

function interrupt(): never {
  process.stderr.write('\n');
  process.exit(130);
}

/** Asks on the controlling terminal; the end of input and Ctrl-C answer with null. */
export async function askLine(question: string): Promise<string | null> {
  return await ask(question, process.stderr, () => process.stderr.write('\n')).catch(() => null);
}

async function ask(
  question: string,
  output: NodeJS.WritableStream,
  onInterrupt: () => void,
): Promise<string> {
  const reader = createInterface({ input: process.stdin, output, terminal: true });
  reader.on('SIGINT', () => {
    reader.close();
    onInterrupt();
  });
  const closed = new Promise<never>((_resolve, reject) => {
    reader.once('close', () => reject(new Error('end of input')));
  });
  try {
    return await Promise.race([reader.question(question), closed]);
  } finally {
    reader.close();
  }
}
