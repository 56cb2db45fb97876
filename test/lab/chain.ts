import { appendFileSync } from 'node:fs';
import { type Editor, startEditor } from '@sievekit/editor';
import { type Bridge, type BridgeLogger, startBridge } from '@sievekit/rspamd-bridge';
import { labAccount } from './account.ts';
import { createStopper, type Lab, type LabOptions, startServers } from './lab.ts';

export interface ChainOptions extends LabOptions {
  /** The editor's port; a free one unless told. */
  editorPort?: number;
}

/** The servers with our bridge and our editor: what sievekit is for, as a whole. */
export interface Chain extends Lab {
  readonly editor: Editor;
  /** The bridge that runs now. */
  readonly bridge: Bridge;
  /** Closes the bridge and starts another one on the same socket and spool. */
  restartBridge(): Promise<void>;
}

/** One JSON line for each thing that the bridge says. */
function logInto(path: string): BridgeLogger {
  const write =
    (level: string) =>
    (fields: unknown, text?: string): void => {
      const line = { time: new Date().toISOString(), level, text, fields };
      appendFileSync(path, `${JSON.stringify(line)}\n`);
    };
  const logger = { info: write('info'), warn: write('warn'), error: write('error') };
  return logger as BridgeLogger;
}

function openBridge(lab: Lab): Promise<Bridge> {
  const config = {
    socket: lab.bridgeSocket,
    spool: lab.spoolFolder,
    rspamd: new URL(lab.rspamd.controllerUrl),
    passwordFile: lab.rspamd.passwordFile,
    // Dovecot's mail processes run as the lab's account, which need not be ours.
    socketGroup: labAccount().gid,
    settle: 0, // tests look at once
  };
  return startBridge(config, { logger: logInto(lab.bridgeLog) });
}

function openEditor(lab: Lab, port: number): Promise<Editor> {
  const { ports, caFile } = lab.dovecot;
  const managesieve = {
    host: 'localhost',
    port: ports.sieve,
    tls: 'starttls',
    ca: caFile,
  } as const;
  return startEditor({ port, managesieve, logLevel: 'silent' });
}

/** Starts all of it: SMTP in, rspamd, Dovecot, the bridge behind its hook, the editor in front. */
export async function startLab({ editorPort = 0, ...options }: ChainOptions = {}): Promise<Chain> {
  const { add, stop } = createStopper();
  const lab = await startServers(options);
  add(lab.stop);
  try {
    let bridge = await openBridge(lab);
    add(() => bridge.close());
    const editor = await openEditor(lab, editorPort);
    add(() => editor.close());
    return {
      ...lab,
      editor,
      get bridge() {
        return bridge;
      },
      async restartBridge() {
        await bridge.close();
        bridge = await openBridge(lab);
      },
      stop,
    };
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
}
