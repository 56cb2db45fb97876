import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { build, productSteps } from './build.mjs';
import { installPackages } from './install.mjs';
import { Refusal, root } from './project.mjs';

const defaultPort = 8080;
const usage = 'npm start takes one option, a port from 1 to 65535: npm start -- --port 8081';

/**
 * `npm start`: installs, builds, and runs the editor with a demo account.
 *
 * @param {string[]} options
 */
export async function start(options) {
  if (options.includes('--help')) return console.log(usage);
  const port = readPort(options);
  await requireFreePort(port);
  await installPackages();
  await build(productSteps);
  const { run } = await import('../packages/cli/dist/program.js');
  const { processTerminal } = await import('../packages/cli/dist/terminal.js');
  const args = ['editor', '--demo', demoFolder(port), '--port', String(port)];
  process.exitCode = await run(args, processTerminal);
}

/**
 * A port has one program on it: with a folder a port, no two demos write the same files.
 *
 * @param {number} port
 */
function demoFolder(port) {
  return port === defaultPort ? `${root}.sievekit` : `${root}.sievekit/port-${port}`;
}

/** @param {string[]} args */
function readPort(args) {
  try {
    const { values } = parseArgs({
      args,
      options: { port: { type: 'string', default: String(defaultPort) } },
    });
    const port = Number(values.port);
    if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  } catch {
    // The sentence below says what is possible.
  }
  throw new Refusal(usage);
}

/**
 * Asked before the minute that installing may take.
 *
 * @param {number} port
 */
function requireFreePort(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      reject(new Refusal(explain(error, port)));
    });
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(resolve));
  });
}

/**
 * @param {NodeJS.ErrnoException} error
 * @param {number} port
 */
function explain(error, port) {
  const other = 'choose another: npm start -- --port 8081';
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} on 127.0.0.1 is taken by another program, perhaps another npm start. Stop that program, or ${other}`;
  }
  if (error.code === 'EACCES') return `You may not listen on port ${port} here; ${other}`;
  return `Cannot listen on 127.0.0.1:${port}: ${error.message}. You can ${other}`;
}
