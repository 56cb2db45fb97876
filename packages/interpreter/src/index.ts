export { type Branch, countBranches } from './branch.ts';
export { describeChange } from './change.ts';
export { type ErrorCode, InterpreterError, isInterpreterError } from './error.ts';
export { describeAction, type Reason, reasonsFor } from './explain.ts';
export { limits } from './limits.ts';
export { type Address, readAddresses } from './message/address.ts';
export { type Message, readMessage } from './message/message.ts';
export { type PrepareOptions, type Program, prepare } from './program.ts';
export type {
  Action,
  DiscardAction,
  Fcc,
  NotifyAction,
  Origin,
  PipeAction,
  ProgramAction,
  RedirectAction,
  RejectAction,
  ReportAction,
  StoreAction,
  VacationAction,
} from './run/action.ts';
export type { Envelope, Mailbox, Memory, RunOptions } from './run/option.ts';
export type { ProgramAnswer, ProgramCall } from './run/program-call.ts';
export type { RunResult } from './run/result.ts';
export type { ScannerSettings, ServerSettings } from './run/setting.ts';
export { type BranchCount, Tally } from './run/tally.ts';
export type { Comparison, TraceStep } from './run/trace.ts';
export { summarize } from './sentence.ts';
export {
  runSequence,
  type SequenceResult,
  type SequenceScript,
  type SequenceStep,
} from './sequence.ts';
export { runTestFile, type TestFileOptions, type TestFileResult } from './svtest/run-test-file.ts';
export type { TestCase, TestedScript } from './svtest/session.ts';
export type { ScriptSource } from './svtest/test.ts';
export { type Alternative, type Explanation, explain } from './what-if.ts';
