import type { Arguments } from '../compile/arguments.ts';
import type { TestCompiler } from '../compile/compiler.ts';
import { compileFields } from '../compile/fields.ts';
import { compileMatcher } from '../compile/matcher.ts';
import { datePart, readDate, readZone, type ZonedTime } from '../message/date.ts';
import type { Run } from '../run/run.ts';

/** Compares a part of the date in a header field (RFC 5260 section 4). */
export const date: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const name = args.text('header name');
  const fields = compileFields(args, name === null ? [] : [name]);
  const shift = compileShift(args);
  const part = args.text('date part');
  const matcher = compileMatcher(args, args.texts('keys'));
  return (run) => {
    // The first field alone counts, as on servers.
    const [field] = fields(run, run.header);
    // What stands before a semicolon is no date: Received has its own at the end.
    const time = field === undefined ? null : readDate(field.unfolded.replace(/^[\s\S]*;/, ''));
    const value =
      time === null ? null : datePart(shift(run, time), part?.read(run).toLowerCase() ?? '');
    return matcher.matches(run, value === null ? [] : [value]);
  };
};

/** Compares a part of the date and time at which the script runs (RFC 5260 section 5). */
export const currentdate: TestCompiler = (node, compiler) => {
  const args = compiler.arguments(node);
  const shift = compileShift(args);
  const part = args.text('date part');
  const matcher = compileMatcher(args, args.texts('keys'));
  return (run) => {
    const now = shift(run, { time: run.now.getTime(), offset: run.zone });
    const value = datePart(now, part?.read(run).toLowerCase() ?? '');
    return matcher.matches(run, value === null ? [] : [value]);
  };
};

/** To the zone of `:zone`, or the server's, or as told with `:originalzone` (section 4.1). */
function compileShift(args: Arguments): (run: Run, time: ZonedTime) => ZonedTime {
  if (args.has('originalzone')) return (_, time) => time;
  const zone = args.tagText('zone');
  return (run, { time }) => {
    const offset = zone === null ? null : readZone(zone.read(run));
    return { time, offset: offset ?? run.zone };
  };
}
