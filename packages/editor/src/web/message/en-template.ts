import type {
  TemplateFieldName,
  TemplateName,
  TemplateProblem,
  TemplateValues,
} from '../state/template.ts';

/** Its title is the rule's name too: without brackets. */
interface TemplateWords {
  readonly title: string;
  readonly lead: string;
}

const templates: Record<TemplateName, TemplateWords> = {
  junk: {
    title: 'Spam to Junk',
    lead: 'Mail that your mail server marked as spam, with X-Spam-Flag, goes to a folder.',
  },
  lists: {
    title: 'Mailing lists to folders',
    lead: 'Mail of a mailing list goes to the folder of its name below this one, where there is such a folder.',
  },
  forward: { title: 'Forward', lead: 'All mail is sent on to another address.' },
  away: {
    title: 'Out of office',
    lead: 'Whoever writes to you gets this reply, once a week at most.',
  },
  plus: {
    title: 'Plus addresses to folders',
    lead: 'Mail to you+shop@… goes to the folder “shop” below this one, where there is such a folder.',
  },
  weekend: {
    title: 'Weekend silence',
    lead: 'What arrives on Saturdays and Sundays, as the mail server’s clock has it, waits in a folder of its own.',
  },
};

const fields: Record<TemplateFieldName, string> = {
  folder: 'Folder',
  address: 'Send it to',
  copy: 'Keep a copy here',
  subject: 'Subject',
  message: 'Message',
};

const problems: Record<TemplateProblem, string> = {
  missing: 'Fill this in.',
  address: 'This is not a mail address.',
  'line-break': 'This stands on one line.',
  variable: '“${” has a meaning of its own in scripts. Write it another way.',
};

const folders: Partial<Record<TemplateName, string>> = {
  junk: 'Junk',
  lists: 'Lists',
  plus: 'Plus',
  weekend: 'Weekend',
};

/** Words around ready-made rules, in English. */
export const enTemplate = {
  templateTitle: 'Ready-made rules',
  templates,
  templateFields: fields,
  templateProblems: problems,
  templateDefaults: (name: TemplateName): TemplateValues => ({
    folder: folders[name] ?? '',
    address: '',
    copy: 'yes',
    subject: 'Out of office',
    message: 'Thank you for your message. I am away and will answer when I am back.',
  }),
  templatePreview: 'What it writes into the script',
  templateAwayThere: 'This script replies already: change that under “Vacation”.',
  templateUnsupported: (extension: string): string =>
    `This mail server cannot do this: it lacks “${extension}”.`,
};
