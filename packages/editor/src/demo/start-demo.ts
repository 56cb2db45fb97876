import { resolve } from 'node:path';
import type { EditorConfig } from '../server/config.ts';
import { createLogger } from '../server/logger.ts';
import { type EditorOptions, startEditor } from '../server/start-editor.ts';
import { prepareFolder } from './folder.ts';
import { startMailServer } from './mail-server.ts';
import { type DemoSummary, summarize } from './summary.ts';

/** Where the demo listens and what it keeps. */
export interface DemoOptions extends EditorOptions {
  /** Folder for scripts, messages and certificate; made when it is missing. */
  readonly folder: string;
  /** Port of the web page; 0 takes a free one. Default: 8080. */
  readonly port?: number;
  /** Address of the web page. Default: '127.0.0.1', for the demo's password is known to all. */
  readonly host?: string;
  /** Default: 'warn'. */
  readonly logLevel?: EditorConfig['logLevel'];
}

/** A running demo. */
export interface Demo {
  readonly url: string;
  readonly summary: DemoSummary;
  /** Stops the editor and the ManageSieve server; the folder stays. */
  close(): Promise<void>;
}

/**
 * Starts the editor with a ManageSieve server of its own, an account `demo` and sample scripts: all
 * that is needed to try the editor without a mail server.
 *
 * @throws EditorError when it cannot: the message says why and what to do
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { folder: root, port = 8080, host = '127.0.0.1', logLevel = 'warn', ...rest } = options;
  const logger = rest.logger ?? createLogger(logLevel);
  const folder = await prepareFolder(resolve(root));
  const mail = await startMailServer(folder, logger);
  const { caPath } = mail.certificate;
  const managesieve = { host: mail.host, port: mail.port };
  const editor = await startEditor(
    { host, port, managesieve: { ...managesieve, ca: caPath, servername: 'localhost' } },
    { ...rest, logger },
  ).catch(async (error: unknown) => {
    await mail.close();
    throw error;
  });
  return {
    url: editor.url,
    summary: summarize({ url: editor.url, managesieve, caPath, folder: folder.root }),
    async close() {
      await editor.close();
      await mail.close();
    },
  };
}
