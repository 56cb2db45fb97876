import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';

export interface Tab<N extends string> {
  readonly name: N;
  readonly label: string;
  /** Something about the tab that a dot shows and that is read aloud after its label. */
  readonly mark?: string | undefined;
}

interface TabsProps<N extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<N>[];
  readonly selected: N;
  readonly onSelect: (name: N) => void;
}

/** A row of tabs; arrow keys, Home and End go from one to the next. */
export function Tabs<N extends string>(props: TabsProps<N>): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const select = (index: number): void => {
    const tab = props.tabs.at(index % props.tabs.length);
    if (!tab) return;
    props.onSelect(tab.name);
    list.current?.querySelector<HTMLElement>(`#tab-${tab.name}`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = props.tabs.findIndex((tab) => tab.name === props.selected);
    const forward = list.current && getComputedStyle(list.current).direction === 'rtl' ? -1 : 1;
    const goal = {
      ArrowRight: at + forward,
      ArrowLeft: at - forward,
      Home: 0,
      End: props.tabs.length - 1,
    }[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    select(goal);
  };
  return (
    <div ref={list} class="tab-list" role="tablist" aria-label={props.label}>
      {props.tabs.map((tab) => (
        <button
          key={tab.name}
          type="button"
          class="tab"
          role="tab"
          id={`tab-${tab.name}`}
          aria-selected={tab.name === props.selected}
          aria-controls="tab-panel"
          tabIndex={tab.name === props.selected ? 0 : -1}
          onClick={() => props.onSelect(tab.name)}
          onKeyDown={onKeyDown}
        >
          {tab.label}
          {tab.mark && (
            <span class="unsaved-dot">
              <span class="only-heard">, {tab.mark}</span>
            </span>
          )}
        </button>
      ))}
    </div>
  );
}
