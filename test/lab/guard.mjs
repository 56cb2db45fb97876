// Ends the servers of the process that started it, also when that process is killed: it learns of
// the end by its standard input closing. Plain JavaScript, so that it runs uncompiled.
// A line in: {id, do: 'watch' | 'end' | 'hold' | 'release', session, grace, folder, keep}, what each
// needs; a line out when it is done: {id}.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

// Milliseconds between SIGTERM and SIGKILL when our starter has ended.
const lastGrace = 1_000;
const keptFolders = 40;
const sessions = new Set();
const folders = new Map();

/** All processes as {pid, parent, session, started}; the dead that wait for their parent left out. */
function processes() {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z' || fields[0] === 'X') return [];
      return [{ pid: +name, parent: +fields[1], session: +fields[3], started: fields[19] }];
    } catch {
      return [];
    }
  });
}

/** Adds to `known` (pid to start time) who belongs to the session or descends from one who does. */
function collect(session, known) {
  const all = processes();
  const alive = new Map();
  for (const one of all) {
    if (one.session === session || known.get(one.pid) === one.started)
      alive.set(one.pid, one.started);
  }
  for (let grown = true; grown; ) {
    grown = false;
    for (const one of all) {
      if (alive.has(one.pid) || !alive.has(one.parent)) continue;
      alive.set(one.pid, one.started);
      grown = true;
    }
  }
  for (const [pid, started] of alive) known.set(pid, started);
  return alive;
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}

async function end(session, grace) {
  const known = new Map();
  const first = collect(session, known);
  if (grace === 0) for (const pid of first.keys()) signal(pid, 'SIGKILL');
  else for (const pid of first.has(session) ? [session] : first.keys()) signal(pid, 'SIGTERM');
  const deadline = Date.now() + grace;
  for (let alive = first; alive.size > 0; alive = collect(session, known)) {
    if (Date.now() > deadline) for (const pid of alive.keys()) signal(pid, 'SIGKILL');
    await sleep(20);
  }
  sessions.delete(session);
}

function keepLogs(folder, keep) {
  const logs = readdirSync(folder).filter((name) => /\.(log|out|conf|cf)$/.test(name));
  if (logs.length === 0) return;
  mkdirSync(keep, { recursive: true });
  for (const name of logs) cpSync(join(folder, name), join(keep, name));
  const shelf = join(keep, '..');
  const age = (name) => statSync(join(shelf, name)).mtimeMs;
  const oldestLast = readdirSync(shelf).sort((a, b) => age(b) - age(a));
  for (const name of oldestLast.slice(keptFolders)) {
    rmSync(join(shelf, name), { recursive: true, force: true });
  }
}

function release(folder) {
  const keep = folders.get(folder);
  folders.delete(folder);
  try {
    if (keep) keepLogs(folder, keep);
  } catch {
    // Logs are a help; the folder must go all the same.
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

async function carryOut(message) {
  if (message.do === 'watch') sessions.add(message.session);
  if (message.do === 'end') await end(message.session, message.grace);
  if (message.do === 'hold') folders.set(message.folder, message.keep);
  if (message.do === 'release') release(message.folder);
  process.stdout.write(`${JSON.stringify({ id: message.id })}\n`);
}

async function endAll() {
  await Promise.all([...sessions].map((session) => end(session, lastGrace)));
  for (const folder of folders.keys()) release(folder);
  process.exit(0);
}

process.stdout.on('error', () => {});
for (const name of ['SIGINT', 'SIGHUP', 'SIGTERM']) process.on(name, () => {});
createInterface({ input: process.stdin })
  .on('line', (line) => void carryOut(JSON.parse(line)))
  .on('close', () => void endAll());
