import { editorConfigSchema, isEditorError, startDemo, startEditor } from '@sievekit/editor';
import { checkSettings, readSection } from '../config.ts';
import { Failure } from '../failure.ts';
import { closeOnSignal } from '../signal.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `sievekit editor`. */
export interface EditorOptions {
  readonly config?: string;
  readonly demo?: string;
  readonly port?: string;
}

/**
 * `sievekit editor`: runs until Ctrl-C or SIGTERM.
 *
 * @throws {Failure} when it cannot start
 */
export async function serveEditor(options: EditorOptions, terminal: Terminal): Promise<void> {
  try {
    if (options.demo !== undefined) await serveDemo(options.demo, options, terminal);
    else await serveConfigured(options, terminal);
  } catch (error) {
    if (!isEditorError(error)) throw error;
    throw new Failure(error.message, { cause: error });
  }
}

async function serveDemo(folder: string, options: EditorOptions, terminal: Terminal) {
  const demo = await startDemo({ folder, port: readPort(options) ?? 8080 });
  terminal.out(`\n${demo.summary.lines.join('\n')}\n\nCtrl-C stops it.\n`);
  await closeOnSignal(() => stop(demo, terminal));
}

async function serveConfigured(options: EditorOptions, terminal: Terminal): Promise<void> {
  if (!options.config) {
    throw new Failure(
      'The editor must know the mail server: give a configuration file (--config FILE), ' +
        'or try it out with a server of its own (--demo FOLDER).',
    );
  }
  const section = await readSection(options.config, 'editor');
  const port = readPort(options);
  const settings = port === undefined ? section.settings : { ...section.settings, port };
  const editor = await startEditor(checkSettings(editorConfigSchema, settings, section));
  terminal.out(`The editor is at ${editor.url}\n`);
  await closeOnSignal(() => stop(editor, terminal));
}

async function stop(running: { close(): Promise<void> }, terminal: Terminal): Promise<void> {
  terminal.out('\nThe editor stops …\n');
  await running.close();
  terminal.out('It has stopped.\n');
}

function readPort({ port }: EditorOptions): number | undefined {
  if (port === undefined) return undefined;
  if (/^\d{1,5}$/.test(port) && Number(port) < 65_536) return Number(port);
  throw new Failure(`--port ${port} is no port: it is a number from 0 to 65535.`);
}
