import { describe, expect, it } from 'vitest';
import {
  blankVacation,
  checkVacation,
  toVacation,
  toVacationForm,
  wrongAddresses,
} from './vacation-form.ts';

const complete = { ...blankVacation, enabled: true, message: 'Away.' };

describe('checkVacation', () => {
  it.each([
    ['only a message', {}, []],
    ['no message', { message: ' \n' }, ['message']],
    ['no days', { days: '' }, ['days']],
    ['half a day', { days: '1.5' }, ['days']],
    ['zero days', { days: '0' }, ['days']],
    ['more than a year', { days: '366' }, ['days']],
    ['a name for an address', { addresses: 'ann' }, ['addresses']],
    ['two addresses on two lines', { addresses: 'a@b.example\nc@d.example\n' }, []],
    ['an end before the start', { start: '2026-05-02', end: '2026-05-01' }, ['end']],
    ['one day', { start: '2026-05-02', end: '2026-05-02' }, []],
  ])('%s', (_, fields, wrong) => {
    expect(Object.keys(checkVacation({ ...complete, ...fields }))).toEqual(wrong);
  });
});

describe('wrongAddresses', () => {
  it('names each address that is none', () => {
    const addresses = 'a@b.example, ann; <bob@>\nc@d.example';
    expect(wrongAddresses({ ...complete, addresses })).toEqual(['ann', 'bob@']);
  });
});

describe('toVacation', () => {
  it('comes back from the form as it was', () => {
    const vacation = {
      enabled: true,
      subject: 'Away',
      message: 'Back soon.\n',
      days: 3,
      addresses: ['a@b.example', 'c@d.example'],
      start: '2026-05-01',
      end: '2026-05-09',
      zone: '+0200',
    };
    expect(toVacation(toVacationForm(vacation), '+0200')).toEqual(vacation);
  });
});
