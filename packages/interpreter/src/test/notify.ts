import type { TestCompiler } from '../compile/compiler.ts';
import { compileMatcher } from '../compile/matcher.ts';

/** True when all of these can be notified: mailto alone is known (RFC 5435 section 4). */
export const validNotifyMethod: TestCompiler = (node, compiler) => {
  const uris = compiler.arguments(node).texts('notification uris');
  return (run) => uris.every((uri) => isMailto(uri.read(run)));
};

/** Compares what a method can do: nobody knows who reads mail now (section 5, RFC 5436). */
export const notifyMethodCapability: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const uri = args.text('notification uri');
  const capability = args.text('notification capability');
  const matcher = compileMatcher(args, args.texts('keys'));
  return (run) => {
    const known =
      isMailto(uri?.read(run) ?? '') && capability?.read(run).toLowerCase() === 'online';
    return matcher.matches(run, known ? ['maybe'] : []);
  };
};

function isMailto(uri: string): boolean {
  return /^mailto:[^\s<>"]*$/i.test(uri);
}
