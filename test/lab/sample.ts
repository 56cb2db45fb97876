import type { Lab } from './lab.ts';

const letters = [
  {
    from: 'list@example.org',
    subject: '[gardeners] Seed swap on Saturday',
    text: 'Bring what you have too much of; tomatoes are most welcome. There will be tea and cake.\n',
    headers: { 'List-Id': '<gardeners.example.org>' },
  },
  {
    from: 'carol@example.org',
    subject: 'Invoice 2207',
    text: 'Please find the invoice for the chairs below. It is due at the end of the month.\n',
  },
  {
    from: 'watches@example.org',
    subject: 'Finest watches, lowest prices',
    text: 'Dear friend, never before were watches of such beauty sold so cheaply. Move me to Junk!\n',
  },
  {
    from: 'lottery@example.org',
    subject: 'You have won',
    text: 'Your address was drawn among millions of others. Answer today to claim your great prize.\n',
    score: 8,
  },
] as const;

/** Sends a handful of letters to demo; the last is spam for rspamd, so it arrives in Junk. */
export async function deliverSamples(lab: Pick<Lab, 'deliver'>): Promise<void> {
  for (const letter of letters) await lab.deliver({ to: 'demo', ...letter });
}
