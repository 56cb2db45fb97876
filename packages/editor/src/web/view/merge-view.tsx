import type { JSX } from 'preact';
import { message } from '../message/message.ts';
import type { MergeChoice, MergePart } from '../state/line-merge.ts';

interface MergeViewProps {
  readonly parts: readonly MergePart[];
  readonly choices: ReadonlyMap<number, MergeChoice>;
  readonly onChoose: (index: number, choice: MergeChoice) => void;
}

/** Each change of a merge; those that both made at one place, with a choice. */
export function MergeView({ parts, choices, onChoose }: MergeViewProps): JSX.Element {
  let number = 0;
  return (
    <div class="stack">
      {parts.map((part, index) => {
        if (part.kind === 'same') return null;
        if (part.kind !== 'clash') {
          return <Taken key={index} kind={part.kind} lines={part.lines} />;
        }
        number++;
        return (
          <Clash
            key={index}
            number={number}
            part={part}
            choice={choices.get(index)}
            onChoose={(choice) => onChoose(index, choice)}
          />
        );
      })}
    </div>
  );
}

function Taken({ kind, lines }: { kind: 'mine' | 'theirs'; lines: readonly string[] }) {
  const m = message.value;
  return (
    <div>
      <p class="muted small">{kind === 'mine' ? m.mergeMine : m.mergeTheirs}</p>
      <Lines kind="added" lines={lines} />
    </div>
  );
}

interface ClashProps {
  readonly number: number;
  readonly part: Extract<MergePart, { kind: 'clash' }>;
  readonly choice: MergeChoice | undefined;
  readonly onChoose: (choice: MergeChoice) => void;
}

function Clash({ number, part, choice, onChoose }: ClashProps): JSX.Element {
  const m = message.value;
  const options: (readonly [MergeChoice, string])[] = [
    ['theirs', m.mergeTakeTheirs],
    ['mine', m.mergeTakeMine],
    ...(part.name === undefined ? ([['both', m.mergeTakeBoth]] as const) : []),
  ];
  return (
    <fieldset class="stack">
      <legend>
        {part.name === undefined ? m.mergeClash(number) : m.mergeRule(part.name || m.unnamedRule)}
      </legend>
      <p class="muted small">{m.mergeTheirsLines}</p>
      <Lines kind="removed" lines={part.theirs} />
      <p class="muted small">{m.mergeMineLines}</p>
      <Lines kind="added" lines={part.mine} />
      {options.map(([value, label]) => (
        <label key={value} class="choice">
          <input
            type="radio"
            name={`clash-${number}`}
            checked={choice === value}
            onChange={() => onChoose(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function Lines({ kind, lines }: { kind: 'added' | 'removed'; lines: readonly string[] }) {
  const m = message.value;
  if (lines.length === 0) return <p class="small">{m.mergeNoLines}</p>;
  return (
    <div class="diff" data-wrap="" dir="ltr">
      {lines.map((line, index) => (
        <span key={index} class="diff-line" data-kind={kind}>
          {line === '' ? ' ' : line}
        </span>
      ))}
    </div>
  );
}
