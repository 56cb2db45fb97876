import type {
  TemplateFieldName,
  TemplateName,
  TemplateProblem,
  TemplateValues,
} from '../state/template.ts';
import type { enTemplate } from './en-template.ts';

const templates: (typeof enTemplate)['templates'] = {
  junk: {
    title: 'Spam in den Spamordner',
    lead: 'Was Ihr Mailserver mit X-Spam-Flag als Spam bezeichnet, kommt in einen Ordner.',
  },
  lists: {
    title: 'Mailinglisten in Ordner',
    lead: 'Post einer Mailingliste kommt in den Ordner ihres Namens unter diesem, wenn es ihn gibt.',
  },
  forward: { title: 'Weiterleiten', lead: 'Alle Post geht weiter an eine andere Adresse.' },
  away: {
    title: 'Abwesend',
    lead: 'Wer Ihnen schreibt, bekommt diese Antwort, höchstens einmal in der Woche.',
  },
  plus: {
    title: 'Plus-Adressen in Ordner',
    lead: 'Post an Sie+shop@… kommt in den Ordner „shop“ unter diesem, wenn es ihn gibt.',
  },
  weekend: {
    title: 'Stilles Wochenende',
    lead: 'Was samstags und sonntags ankommt, nach der Uhr des Mailservers, wartet in einem eigenen Ordner.',
  },
};

const fields: Record<TemplateFieldName, string> = {
  folder: 'Ordner',
  address: 'Weiter an',
  copy: 'Hier eine Kopie behalten',
  subject: 'Betreff',
  message: 'Nachricht',
};

const problems: Record<TemplateProblem, string> = {
  missing: 'Füllen Sie dies aus.',
  address: 'Dies ist keine Mailadresse.',
  'line-break': 'Dies steht auf einer Zeile.',
  variable: '„${“ hat in Skripten eine eigene Bedeutung. Schreiben Sie es anders.',
};

const folders: Partial<Record<TemplateName, string>> = {
  junk: 'Junk',
  lists: 'Listen',
  plus: 'Plus',
  weekend: 'Wochenende',
};

/** Words around ready-made rules, in German. */
export const deTemplate = {
  templateTitle: 'Fertige Regeln',
  templates,
  templateFields: fields,
  templateProblems: problems,
  templateDefaults: (name: TemplateName): TemplateValues => ({
    folder: folders[name] ?? '',
    address: '',
    copy: 'yes',
    subject: 'Abwesend',
    message: 'Danke für Ihre Nachricht. Ich bin nicht da und antworte, wenn ich zurück bin.',
  }),
  templatePreview: 'Was sie ins Skript schreibt',
  templateAwayThere: 'Dieses Skript antwortet schon: Ändern Sie das unter „Abwesenheit“.',
  templateUnsupported: (extension: string): string =>
    `Dieser Mailserver kann das nicht: Ihm fehlt „${extension}“.`,
};
