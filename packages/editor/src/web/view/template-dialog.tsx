import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../component/app-context.ts';
import { Choice } from '../component/choice.tsx';
import { Dialog } from '../component/dialog.tsx';
import { Field } from '../component/field.tsx';
import { message } from '../message/message.ts';
import { templateWords } from '../message/template-words.ts';
import {
  checkField,
  missingFor,
  type TemplateFieldName,
  type TemplateName,
  type TemplateValues,
  templateEdits,
  templateFields,
  templateNames,
  writeTemplate,
} from '../state/template.ts';

interface TemplateDialogProps {
  readonly onClose: () => void;
}

/** A ready-made rule: chosen, filled in, seen as Sieve, and put at the end of the script. */
export function TemplateDialog({ onClose }: TemplateDialogProps): JSX.Element {
  const app = useApp();
  const m = message.value;
  const words = templateWords();
  const [name, setName] = useState<TemplateName>('junk');
  const [typed, setTyped] = useState<Partial<TemplateValues>>({});
  const [tried, setTried] = useState(false);
  const values: TemplateValues = { ...words.templateDefaults(name), ...typed };
  const unavailable = useUnavailable(name, values);
  const wrong = templateFields(name).some((field) => checkField(field, values[field]) !== null);
  const submit = (): void => {
    setTried(true);
    if (unavailable !== null || wrong) return;
    const { title } = words.templates[name];
    const { script } = app.analysis.parsed.peek();
    app.editing.document.apply(templateEdits(script, name, title, values), 'rules');
    app.notice.value = m.ruleAdded(title);
    onClose();
  };
  return (
    <Dialog
      wide
      title={words.templateTitle}
      onCancel={onClose}
      onSubmit={submit}
      actions={
        <>
          <button type="button" class="button" data-kind="quiet" onClick={onClose}>
            {m.cancel}
          </button>
          <button
            type="submit"
            class="button"
            data-kind="primary"
            aria-disabled={unavailable !== null}
          >
            {m.addRule}
          </button>
        </>
      }
    >
      <TemplateChoice
        chosen={name}
        onChoose={(next) => {
          setName(next);
          setTyped({});
          setTried(false);
        }}
      />
      <p>{words.templates[name].lead}</p>
      {unavailable !== null && (
        <p class="banner" data-tone="warning">
          {unavailable}
        </p>
      )}
      {templateFields(name).map((field) => (
        <TemplateField
          key={`${name}:${field}`}
          field={field}
          value={values[field]}
          tried={tried}
          onChange={(value) => setTyped({ ...typed, [field]: value })}
        />
      ))}
      <Preview code={writeTemplate(name, words.templates[name].title, values)} />
    </Dialog>
  );
}

/** Why a template cannot be used here; null where it can. */
function useUnavailable(name: TemplateName, values: TemplateValues): string | null {
  const app = useApp();
  const words = templateWords();
  if (name === 'away' && app.analysis.vacation.value !== null) return words.templateAwayThere;
  const missing = missingFor(name, values, (extension) => app.supports(extension));
  return missing === null ? null : words.templateUnsupported(missing);
}

interface TemplateChoiceProps {
  readonly chosen: TemplateName;
  readonly onChoose: (name: TemplateName) => void;
}

function TemplateChoice({ chosen, onChoose }: TemplateChoiceProps): JSX.Element {
  const words = templateWords();
  return (
    <fieldset class="template-choice">
      <legend class="only-heard">{words.templateTitle}</legend>
      {templateNames.map((name) => (
        <label key={name} class="template-card">
          <input
            type="radio"
            name="template"
            value={name}
            checked={name === chosen}
            onChange={() => onChoose(name)}
          />
          <span>{words.templates[name].title}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface TemplateFieldProps {
  readonly field: TemplateFieldName;
  readonly value: string;
  /** Problems are shown once somebody tried to go on. */
  readonly tried: boolean;
  readonly onChange: (value: string) => void;
}

function TemplateField({ field, value, tried, onChange }: TemplateFieldProps): JSX.Element {
  const m = message.value;
  const words = templateWords();
  const label = words.templateFields[field];
  if (field === 'copy') {
    return (
      <Choice
        label={label}
        checked={value !== ''}
        onChange={(checked) => onChange(checked ? 'yes' : '')}
      />
    );
  }
  const wrong = checkField(field, value);
  return (
    <Field
      label={label}
      hint={field === 'folder' ? m.folderHint : undefined}
      problem={tried && wrong ? words.templateProblems[wrong] : undefined}
    >
      {(control) =>
        field === 'message' ? (
          <textarea
            {...control}
            rows={4}
            dir="auto"
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        ) : (
          <input
            {...control}
            inputMode={field === 'address' ? 'email' : 'text'}
            dir="auto"
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        )
      }
    </Field>
  );
}

function Preview({ code }: { code: string }): JSX.Element {
  const words = templateWords();
  return (
    <div>
      <p class="small muted">{words.templatePreview}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section class="code" dir="ltr" tabIndex={0} aria-label={words.templatePreview}>
        <pre>{code}</pre>
      </section>
    </div>
  );
}
