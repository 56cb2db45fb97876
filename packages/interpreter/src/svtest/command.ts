import type { CommandCompiler } from '../compile/compiler.ts';
import { describeAction } from '../explain.ts';
import { readMessage } from '../message/message.ts';
import { decodeUtf8, stringToOctets } from '../message/octets.ts';
import type { Run } from '../run/run.ts';
import { RunError } from '../run/run-error.ts';
import { envelopeOf } from './envelope.ts';
import { messageAt } from './message-at.ts';
import { currentResult, forgetResult, type Scene, type Session, type TestCase } from './session.ts';
import { learn } from './setting.ts';

/** Ends a case that fails. */
class TestFailure extends Error {
  override readonly name = 'TestFailure';
}

/** The commands of test files (vnd.dovecot.testsuite) on the state of one. */
export function testCommands(
  session: Session,
  print: (text: string) => void,
): ReadonlyMap<string, CommandCompiler> {
  return new Map([
    ['test', testCase(session)],
    ['test_fail', fail],
    ['test_set', setScene(session)],
    ['test_config_set', setSetting(session)],
    ['test_config_unset', unsetSetting(session)],
    ['test_config_reload', nothing],
    ['test_message', takeMessage(session)],
    ['test_message_print', printMessage(print)],
    ['test_result_reset', resetResult(session)],
    ['test_result_print', printResult(session, print)],
    ['test_binary_load', nothing],
    ['test_binary_save', nothing],
    ['test_mailbox_create', createMailbox(session)],
    ['test_mailbox_delete', deleteMailbox(session)],
    ['test_imap_metadata_set', setMetadata(session)],
  ]);
}

/** What is about compiled files, which there are none of, or counts already. */
const nothing: CommandCompiler = () => () => 'next';

/** One case; what it sets is gone at its end. */
function testCase(session: Session): CommandCompiler {
  return (node, compiler) => {
    const name = compiler.arguments(node).text('name');
    const at =
      session.cases.push({
        name: name?.constant ?? '',
        status: 'skip',
        message: `Line ${compiler.origin(node).line}: the file ended before this case, or went around it.`,
      }) - 1;
    const block = compiler.block(node.block);
    return (run) => {
      const outer: Scene = session.scene;
      const title = decodeUtf8(name?.read(run) ?? '');
      Object.assign(session, { script: null, errors: [] });
      forgetResult(session, run);
      const result = attempt(run, title, () => void block(run));
      session.cases[at] = result;
      session.scene = outer;
      run.look(outer.message, outer.envelope);
      return 'next';
    };
  };
}

function attempt(run: Run, name: string, body: () => void): TestCase {
  try {
    body();
    return { name, status: 'pass', message: '' };
  } catch (error) {
    if (error instanceof TestFailure) return { name, status: 'fail', message: error.message };
    if (!(error instanceof RunError)) throw error;
    return { name, status: 'error', message: `Line ${error.line ?? run.line}: ${error.message}` };
  }
}

const fail: CommandCompiler = (node, compiler) => {
  const reason = compiler.arguments(node).text('reason');
  const { line } = compiler.origin(node);
  return (run) => {
    throw new TestFailure(`Line ${line}: ${decodeUtf8(reason?.read(run) ?? '')}`);
  };
};

function setScene(session: Session): CommandCompiler {
  return (node, compiler) => {
    const args = compiler.arguments(node);
    const [field, value] = [args.text('field'), args.text('value')];
    return (run) => {
      const name = field?.read(run).toLowerCase() ?? '';
      const octets = value?.read(run) ?? '';
      session.scene = changeScene(session.scene, name, octets);
      run.look(session.scene.message, session.scene.envelope);
      return 'next';
    };
  };
}

function changeScene(scene: Scene, field: string, octets: string): Scene {
  if (field === 'message') {
    const message = readMessage(stringToOctets(octets));
    return { message, envelope: envelopeOf(message) };
  }
  const part = envelopeParts[field];
  if (part === undefined) throw new RunError(`test_set knows no "${field}".`);
  return { ...scene, envelope: { ...scene.envelope, [part]: decodeUtf8(octets) } };
}

const envelopeParts: Readonly<Record<string, string>> = {
  'envelope.from': 'from',
  'envelope.to': 'to',
  'envelope.orig_to': 'originalTo',
  'envelope.auth': 'auth',
};

function setSetting(session: Session): CommandCompiler {
  return (node, compiler) => {
    const args = compiler.arguments(node);
    const [setting, value] = [args.text('setting'), args.text('value')];
    return (run) => {
      const entry = [
        decodeUtf8(setting?.read(run) ?? ''),
        decodeUtf8(value?.read(run) ?? ''),
      ] as const;
      session.settings = new Map([...session.settings, entry]);
      learn(session, run);
      return 'next';
    };
  };
}

function unsetSetting(session: Session): CommandCompiler {
  return (node, compiler) => {
    const setting = compiler.arguments(node).text('setting');
    return (run) => {
      const name = decodeUtf8(setting?.read(run) ?? '');
      session.settings = new Map([...session.settings].filter(([key]) => key !== name));
      learn(session, run);
      return 'next';
    };
  };
}

function takeMessage(session: Session): CommandCompiler {
  return (node, compiler) => {
    const find = messageAt(compiler.arguments(node), session);
    return (run) => {
      const scene = find(run);
      if (scene === null) throw new TestFailure(`Line ${run.line}: there is no such message.`);
      session.scene = scene;
      run.look(scene.message, scene.envelope);
      return 'next';
    };
  };
}

function resetResult(session: Session): CommandCompiler {
  return () => (run) => {
    forgetResult(session, run);
    return 'next';
  };
}

/** The current message as it is now. */
function printMessage(print: (text: string) => void): CommandCompiler {
  return () => (run) => {
    print(decodeUtf8(run.current().octets).replaceAll('\r\n', '\n'));
    return 'next';
  };
}

/** What the scripts and the case itself did so far, a line each. */
function printResult(session: Session, print: (text: string) => void): CommandCompiler {
  return () => (run) => {
    const { actions, implicitKeep, errors } = currentResult(session, run);
    const lines = [
      ...errors.map(({ message }) => `Error: ${message}`),
      ...actions.map((action) => `${describeAction(action)} (line ${action.line})`),
      ...(implicitKeep ? ['Kept in INBOX: no action cancelled that.'] : []),
    ];
    print(`${lines.join('\n')}\n`);
    return 'next';
  };
}

function createMailbox(session: Session): CommandCompiler {
  return (node, compiler) => {
    const mailbox = compiler.arguments(node).text('mailbox');
    return (run) => {
      const name = decodeUtf8(mailbox?.read(run) ?? '');
      session.mailboxes = [...session.mailboxes.filter((box) => box.name !== name), { name }];
      learn(session, run);
      return 'next';
    };
  };
}

function deleteMailbox(session: Session): CommandCompiler {
  return (node, compiler) => {
    const mailbox = compiler.arguments(node).text('mailbox');
    return (run) => {
      const name = decodeUtf8(mailbox?.read(run) ?? '');
      session.mailboxes = session.mailboxes.filter((box) => box.name !== name);
      learn(session, run);
      return 'next';
    };
  };
}

function setMetadata(session: Session): CommandCompiler {
  return (node, compiler) => {
    const args = compiler.arguments(node);
    const mailbox = args.tagText('mailbox');
    const [annotation, value] = [args.text('annotation'), args.text('value')];
    return (run) => {
      const name = decodeUtf8(annotation?.read(run) ?? '').toLowerCase();
      const entry = { [name]: decodeUtf8(value?.read(run) ?? '') };
      if (mailbox === null) session.serverMetadata = { ...session.serverMetadata, ...entry };
      const owner = mailbox === null ? null : decodeUtf8(mailbox.read(run));
      session.mailboxes = session.mailboxes.map((box) =>
        box.name === owner ? { ...box, metadata: { ...box.metadata, ...entry } } : box,
      );
      learn(session, run);
      return 'next';
    };
  };
}
