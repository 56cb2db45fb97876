import type { TestCompiler } from '../compile/compiler.ts';
import { compileMatcher } from '../compile/matcher.ts';
import type { Text } from '../compile/text.ts';
import { decodeUtf8, encodeUtf8 } from '../message/octets.ts';
import type { Mailbox } from '../run/option.ts';
import type { Run } from '../run/run.ts';

/** True when all of these mailboxes exist (RFC 5490 section 3.1). */
export const mailboxexists: TestCompiler = (node, compiler) => {
  const names = compiler.arguments(node).texts('mailboxes');
  return (run) => names.every((name) => findMailbox(run, name) !== undefined);
};

/** True when a mailbox with one of these ids exists (RFC 9042 section 4). */
export const mailboxidexists: TestCompiler = (node, compiler) => {
  const ids = compiler.arguments(node).texts('object ids');
  return (run) =>
    ids.every((id) => run.mailboxes.some((box) => box.id === decodeUtf8(id.read(run))));
};

/** True when mailboxes of all these uses exist, or the named one has them all (RFC 8579). */
export const specialuseExists: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const mailbox = args.text('mailbox');
  const uses = args.texts('special-use attributes');
  return (run) => {
    const found = mailbox === null ? undefined : findMailbox(run, mailbox);
    const boxes = mailbox === null ? run.mailboxes : found === undefined ? [] : [found];
    return uses.every((use) => {
      const wanted = use.read(run).toLowerCase();
      return boxes.some((box) => box.specialUse?.some((has) => has.toLowerCase() === wanted));
    });
  };
};

/** Compares an annotation of a mailbox (RFC 5490 section 3.3). */
export const metadata: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const mailbox = args.text('mailbox');
  const name = args.text('annotation name');
  const matcher = compileMatcher(args, args.texts('keys'));
  return (run) => {
    const box = mailbox === null ? undefined : findMailbox(run, mailbox);
    return matcher.matches(run, annotation(run, box?.metadata, name));
  };
};

/** True when a mailbox has all of these annotations (section 3.4). */
export const metadataexists: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const mailbox = args.text('mailbox');
  const names = args.texts('annotation names');
  return (run) => {
    const box = mailbox === null ? undefined : findMailbox(run, mailbox);
    return names.every((name) => annotation(run, box?.metadata, name).length > 0);
  };
};

/** Compares an annotation of the server (section 4.1). */
export const servermetadata: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const name = args.text('annotation name');
  const matcher = compileMatcher(args, args.texts('keys'));
  return (run) => matcher.matches(run, annotation(run, run.options.serverMetadata, name));
};

/** True when the server has all of these annotations (section 4.2). */
export const servermetadataexists: TestCompiler = (node, compiler) => {
  const names = compiler.arguments(node).texts('annotation names');
  return (run) =>
    names.every((name) => annotation(run, run.options.serverMetadata, name).length > 0);
};

function findMailbox(run: Run, name: Text): Mailbox | undefined {
  const wanted = decodeUtf8(name.read(run));
  const inbox = wanted.toUpperCase() === 'INBOX';
  return run.mailboxes.find((box) =>
    inbox ? box.name.toUpperCase() === 'INBOX' : box.name === wanted,
  );
}

function annotation(
  run: Run,
  metadata: Readonly<Record<string, string>> | undefined,
  name: Text | null,
): readonly string[] {
  const value = metadata?.[decodeUtf8(name?.read(run) ?? '').toLowerCase()];
  return value === undefined ? [] : [encodeUtf8(value)];
}
