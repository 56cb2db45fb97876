import {
  type Argument,
  type Block,
  type Command,
  createLineIndex,
  decodeCharacters,
  enabledCapabilities,
  type LineIndex,
  type Script,
  type StringLiteral,
  type Test,
} from '@sievekit/parser';
import { InterpreterError } from '../error.ts';
import type { Origin } from '../run/action.ts';
import type { Run } from '../run/run.ts';
import { RunError } from '../run/run-error.ts';
import type { ServerSettings } from '../run/setting.ts';
import type { Place } from '../run/trace.ts';
import { Arguments } from './arguments.ts';
import { constantText, type Text, variableText } from './text.ts';

/** How a command ends: the next one follows, or the script, the file or a loop is left. */
export type Flow = 'next' | 'stop' | 'return' | 'break';

export type Step = (run: Run) => Flow;
export type Predicate = (run: Run) => boolean;
export type CommandCompiler = (node: Command, compiler: Compiler) => Step;
export type TestCompiler = (node: Test, compiler: Compiler) => Predicate;

/** What the language of a compiler has, by lower-case name. */
export interface Language {
  readonly commands: ReadonlyMap<string, CommandCompiler>;
  readonly tests: ReadonlyMap<string, TestCompiler>;
  /** The extensions that can be run. */
  readonly capabilities: ReadonlySet<string>;
  readonly settings: ServerSettings;
  /** Name of the script where another includes it; null for the script itself. */
  readonly included: string | null;
  /** The steps of an included script; null for one that is missing and optional. */
  readonly include: (wanted: Inclusion) => Step | null;
}

/** What `include` asks for (RFC 6609 section 3.2). */
export interface Inclusion {
  readonly location: 'personal' | 'global';
  readonly name: string;
  readonly optional: boolean;
  /** Line of the command. */
  readonly line: number;
}

/** Turns the tree of a valid script into functions. */
export class Compiler {
  readonly script: Script;
  /** Capabilities that the script requires, those that they bring along, and those of `ihave`. */
  readonly #enabled: Set<string>;
  readonly #language: Language;
  readonly #lines: LineIndex;

  constructor(script: Script, language: Language) {
    this.script = script;
    this.#enabled = enabledCapabilities(script);
    this.#language = language;
    this.#lines = createLineIndex(script.text);
  }

  /** Settings of the server that count when a script is read. */
  get settings(): ServerSettings {
    return this.#language.settings;
  }

  /** Whether an extension can be run. */
  supports(capability: string): boolean {
    return this.#language.capabilities.has(capability);
  }

  /** Allows an extension from here on. */
  enable(capability: string): void {
    this.#enabled.add(capability);
  }

  /** The steps of another script; null where it is missing, which `:optional` allows. */
  include(wanted: Inclusion): Step | null {
    return this.#language.include(wanted);
  }

  /** Commands one after the other, with `if`, `elsif` and `else` as chains. */
  commands(commands: readonly Command[]): Step {
    const steps: Step[] = [];
    for (let at = 0; at < commands.length; at++) {
      const command = commands[at];
      if (command === undefined) break;
      if (command.name.lower === 'if') {
        const chain = [command];
        while (isContinued(commands[at + 1])) chain.push(commands[++at] ?? command);
        steps.push(this.#chain(chain));
      } else steps.push(this.#command(command));
    }
    return (run) => {
      for (const step of steps) {
        const flow = step(run);
        if (flow !== 'next') return flow;
      }
      return 'next';
    };
  }

  /** The commands of a block. */
  block(block: Block | null): Step {
    return this.commands(block?.commands ?? []);
  }

  /** A test; evaluating it counts as a step and stands in the trace. */
  test(node: Test | undefined): Predicate {
    if (node === undefined) throw new InterpreterError('script', 'A test is missing.');
    const compile = this.#language.tests.get(node.name.lower);
    const place = this.place(node);
    if (compile === undefined) return this.#unknown('test', node);
    const evaluate = compile(node, this);
    const { included } = this.#language;
    return (run) => {
      run.step();
      if (run.trace === null) return evaluate(run);
      const forced = included !== null ? undefined : run.options.force?.get(place.from);
      return run.trace.test(place, () => forced ?? evaluate(run));
    };
  }

  arguments(node: Command | Test): Arguments {
    return new Arguments(node, this.#enabled, (literal) => this.text(literal));
  }

  /**
   * A string of the script, as the extensions in force read it. Its lines end with CR LF, however
   * the file was saved (RFC 5228 section 2.1).
   */
  text(literal: StringLiteral): Text {
    const lines = literal.value.replace(/\r?\n/g, '\r\n');
    const value = this.#enabled.has('encoded-character') ? decodeCharacters(lines) : lines;
    return this.#enabled.has('variables') ? variableText(value) : constantText(value);
  }

  /** Where a command or a test stands, for traces. */
  place(node: Command | Test): Place {
    return { name: node.name.lower, ...this.origin(node) };
  }

  /** Where a command stands, for actions and errors. */
  origin(node: Command | Test | Argument): Origin {
    const { line } = this.#lines.position(node.from);
    const { included } = this.#language;
    const place = { line, from: node.from, to: node.to };
    return included === null ? place : { ...place, script: included };
  }

  #command(node: Command): Step {
    const compile = this.#language.commands.get(node.name.lower);
    const place = this.place(node);
    if (compile === undefined) return this.#unknown('command', node);
    const execute = compile(node, this);
    return (run) => {
      run.step();
      run.trace?.command(place);
      run.line = place.line;
      return execute(run);
    };
  }

  /** `if`, then any `elsif`, then perhaps `else` (RFC 5228 section 3.1). */
  #chain(chain: readonly Command[]): Step {
    const branches = chain.map((command) => ({
      place: this.place(command),
      test: command.name.lower === 'else' ? null : this.test(command.tests[0]),
      run: this.block(command.block),
    }));
    return (run) => {
      const { tally } = run;
      for (const { place, test, run: block } of branches) {
        run.line = place.line;
        if (tally === null) {
          if (test === null || test(run)) return block(run);
        } else if (tally.test(place, test && (() => test(run)))) {
          return tally.block(place, () => block(run));
        }
      }
      return 'next';
    };
  }

  /** What is not known may stand where `ihave` guards it (RFC 5463), and never run. */
  #unknown(sort: string, node: Command | Test): () => never {
    const { line } = this.origin(node);
    const message = `The ${sort} "${node.name.name}" cannot be run here.`;
    if (!this.#enabled.has('ihave'))
      throw new InterpreterError('script', `Line ${line}: ${message}`);
    return () => {
      throw new RunError(message, line);
    };
  }
}

function isContinued(command: Command | undefined): boolean {
  return command?.name.lower === 'elsif' || command?.name.lower === 'else';
}
