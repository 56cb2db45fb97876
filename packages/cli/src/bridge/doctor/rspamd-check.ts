import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { request as requestTls } from 'node:https';
import { connect } from 'node:net';
import type { BridgeConfig } from '@sievekit/rspamd-bridge';
import * as v from 'valibot';
import { Failure } from '../../failure.ts';
import { reasonOf } from '../../file.ts';
import { bridgeStatusTime, maxFileBytes } from '../../limits.ts';
import { broken, doubtful, fine, type Note, skipped } from './note.ts';

const statSchema = v.object({
  statfiles: v.array(v.object({ symbol: v.string(), revision: v.number() })),
});
const actionsSchema = v.array(v.object({ action: v.string(), value: v.nullish(v.number()) }));

/** rspamd's controller: whether it is there, lets us teach, and marks spam. Nothing is learned. */
export async function checkRspamd(config: BridgeConfig | null): Promise<readonly Note[]> {
  if (config === null) return [skipped('rspamd', 'no configuration of the bridge was given')];
  const password = await readPassword(config.passwordFile);
  if (typeof password === 'object') return [password];
  const notes: Note[] = [];
  for (const url of [config.rspamd].flat()) notes.push(...(await checkOne(url, password, config)));
  return notes;
}

async function readPassword(path: string | undefined): Promise<string | Note> {
  if (path === undefined) return '';
  try {
    const [first = ''] = (await readFile(path, 'utf8')).split('\n', 1);
    if (first.trim() !== '') return first.replace(/\r$/, '');
    return broken(
      'password',
      `${path} begins with an empty line`,
      `Write the controller's enable_password into ${path}.`,
    );
  } catch (error) {
    return broken(
      'password',
      `cannot read ${path}: ${reasonOf(error)}`,
      `Put it there, readable by the bridge's user; run this as that user or as root.`,
    );
  }
}

async function checkOne(url: URL, password: string, config: BridgeConfig): Promise<Note[]> {
  const name = url.protocol === 'unix:' ? `unix:${url.pathname}` : url.host;
  const ask = (method: string, path: string): Promise<Answer | null> =>
    askController(url, method, path, password);
  const stat = await ask('GET', 'stat');
  if (stat === null)
    return [
      broken(
        'rspamd',
        `no controller answers on ${name}`,
        'Is rspamd running, and does worker-controller.inc bind to this address?',
      ),
    ];
  const learn = await ask('POST', 'learnspam');
  return [
    fine('rspamd', name),
    judgePassword(stat.status, learn?.status ?? 0, password),
    ...(stat.status === 200 ? [judgeBayes(stat.text, config.minLearns ?? 200)] : []),
    ...judgeActions((await ask('GET', 'actions'))?.text ?? ''),
  ];
}

/** An empty body is refused only from those who may teach. */
function judgePassword(stat: number, learn: number, password: string): Note {
  if (learn === 400) return fine('password', 'it may teach');
  const given = password === '' ? 'without a password' : 'with this password';
  if (stat === 401 || stat === 403)
    return broken(
      'password',
      `the controller refuses everything ${given}`,
      "Write the controller's enable_password into the file that passwordFile names.",
    );
  if (learn === 401 || learn === 403)
    return broken(
      'password',
      `one may read ${given}, not teach`,
      'The plain password only reads: use enable_password of worker-controller.inc.',
    );
  return doubtful(
    'password',
    `the controller answers ${learn} to an empty mail`,
    'Look into the log of rspamd.',
  );
}

function judgeBayes(text: string, least: number): Note {
  const parsed = v.safeParse(statSchema, parseJson(text));
  const files = parsed.success ? parsed.output.statfiles : [];
  if (files.length === 0)
    return broken(
      'Bayes',
      'rspamd has no classifier that could learn',
      'Configure one in local.d/classifier-bayes.conf, with Redis as its backend.',
    );
  const sum = (kind: RegExp): number =>
    files
      .filter(({ symbol }) => kind.test(symbol))
      .reduce((all, { revision }) => all + revision, 0);
  const [spam, ham] = [sum(/spam/i), sum(/ham/i)];
  const said = `${spam} spam, ${ham} ham`;
  if (Math.min(spam, ham) >= least) return fine('Bayes', said);
  const lack = [
    spam < least ? `${least - spam} spam` : '',
    ham < least ? `${least - ham} ham` : '',
  ];
  return doubtful(
    'Bayes',
    `${said}: it judges nothing before ${lack.filter((one) => one !== '').join(' and ')} more (min_learns ${least})`,
    'Move more mail, or teach it what is in the folders already.',
  );
}

function judgeActions(text: string): Note[] {
  const parsed = v.safeParse(actionsSchema, parseJson(text));
  if (!parsed.success) return [];
  const action = parsed.output.find((one) => one.action === 'add header');
  if (typeof action?.value === 'number')
    return [fine('add header', `from ${action.value} points on`)];
  return [
    doubtful(
      'add header',
      'the action is off: rspamd never sets X-Spam, and nothing is filed into Junk',
      'Set add_header = 6 in local.d/actions.conf.',
    ),
  ];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

function askController(
  url: URL,
  method: string,
  path: string,
  password: string,
): Promise<Answer | null> {
  const isSocket = url.protocol === 'unix:';
  const target = isSocket
    ? new URL(`http://localhost/${path}`)
    : new URL(path, `${url.href.replace(/\/?$/, '/')}`);
  const options = {
    method,
    timeout: bridgeStatusTime,
    headers: { Connection: 'close', ...(password === '' ? {} : { Password: password }) },
    ...(isSocket ? { socketPath: decodeURIComponent(url.pathname) } : {}),
  };
  return new Promise((resolve) => {
    const send = url.protocol === 'https:' ? requestTls : request;
    const call = send(target, options, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        if (text.length < maxFileBytes) text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      answer.on('error', () => resolve(null));
    });
    call.on('timeout', () => call.destroy(new Error('time')));
    call.on('error', () => resolve(null));
    call.end();
  });
}

/** The Redis that was named, or the one that several machines share: whether it answers. */
export async function checkRedis(
  address: string | undefined,
  config: BridgeConfig | null,
): Promise<readonly Note[]> {
  const places = [
    ...(address === undefined ? [] : [readRedis(address)]),
    ...(config?.redis === undefined ? [] : [config.redis]),
  ];
  if (places.length === 0)
    return [skipped('Redis', 'give --redis HOST:PORT to look at the Redis of rspamd')];
  return await Promise.all(places.map(pingRedis));
}

function readRedis(address: string): URL {
  const text = /^\d+$/.test(address) ? `127.0.0.1:${address}` : address;
  const url = text.includes(':/') ? text : `redis://${text}`;
  if (URL.canParse(url)) return new URL(url);
  throw new Failure('Write --redis as HOST:PORT, such as 127.0.0.1:6379.');
}

function pingRedis(url: URL): Promise<Note> {
  const name = url.protocol === 'unix:' ? `unix:${url.pathname}` : url.host;
  if (url.protocol === 'rediss:')
    return Promise.resolve(skipped('Redis', `${name} speaks TLS, which is not looked into`));
  const place =
    url.protocol === 'unix:'
      ? { path: decodeURIComponent(url.pathname) }
      : { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 6379) };
  const mend = 'Start it: without Redis nothing is learned, and the bridge waits.';
  return new Promise((resolve) => {
    const socket = connect({ ...place, timeout: bridgeStatusTime });
    const end = (note: Note): void => {
      socket.destroy();
      resolve(note);
    };
    socket.on('connect', () => socket.write('PING\r\n'));
    socket.on('data', (data) => {
      const said = data.toString('latin1').slice(0, 100).trim();
      // Who wants a password is there, too.
      const isThere = /^(\+PONG|-NOAUTH)/.test(said);
      end(isThere ? fine('Redis', name) : broken('Redis', `${name} answers: ${said}`, mend));
    });
    socket.on('timeout', () => end(broken('Redis', `${name} does not answer`, mend)));
    socket.on('error', ({ message }: Error) => end(broken('Redis', message, mend)));
  });
}
