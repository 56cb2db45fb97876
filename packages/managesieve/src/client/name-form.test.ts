import { describe, expect, it } from 'vitest';
import { chooseNameForm } from './name-form.ts';

const encoding = 'Cyrus timsieved 3.6.1';
const entry = (name: string) => ({ name, active: false });

describe('a server that encodes names', () => {
  it.each([
    ['main', 'main'],
    ['with space', 'with space'],
    ['=?UTF-8?Q?=41?=', '=?UTF-8?Q?=41?='],
    ['x'.repeat(75), 'x'.repeat(75)],
    // As it listed them.
    ['ünï→😀', '=?UTF-8?Q?=C3=BCn=C3=AF=E2=86=92=F0=9F=98=80?='],
    ['é ü_?=', '=?UTF-8?Q?=C3=A9_=C3=BC=5F=3F=3D?='],
    ['ö', '=?UTF-8?Q?=C3=B6?='],
  ])('gets %j as %j, and is understood', (name, wire) => {
    const form = chooseNameForm(encoding);
    expect(form.store(name)).toBe(wire);
    expect(form.find(name)).toBe(wire);
    expect(form.read([entry(wire)])).toEqual([entry(name)]);
  });

  it.each([
    [`=?UTF-8?Q?${'x'.repeat(62)}?= =?UTF-8?Q?${'x'.repeat(38)}?=`, 'x'.repeat(100)],
    [`=?UTF-8?Q?=C3=A9${'y'.repeat(56)}?= =?UTF-8?Q?${'y'.repeat(24)}?=`, `é${'y'.repeat(80)}`],
  ])('has %j for a long name, which is found and not made', (wire, name) => {
    const form = chooseNameForm(encoding);
    expect(form.read([entry(wire)])).toEqual([entry(name)]);
    expect(form.find(name)).toBe(wire);
    expect(() => form.store(name)).toThrow(expect.objectContaining({ code: 'invalid-name' }));
  });

  it.each([
    '=?UTF-8?Q?lf=0Ax?=',
    '=?UTF-8?Q?esc=1B[31mred?=',
    '=?UTF-8?Q?=C3=B6',
    'a =?UTF-8?Q?=C3=B6?=',
    '=?UTF-8?B?w7Y=?=',
  ])('that lists %j is shown so', (wire) => {
    const form = chooseNameForm(encoding);
    expect(form.read([entry(wire)])).toEqual([entry(wire)]);
    expect(form.find(wire)).toBe(wire);
  });

  it.each(['x"\r\nDELETESCRIPT "victim', '', 'a\0b', '\ud800'])(
    'does not hide what is wrong with %j',
    (name) => {
      const form = chooseNameForm(encoding);
      expect([form.find(name), form.store(name)]).toEqual([name, name]);
    },
  );

  it('that lists a name as it is gets it so', () => {
    const form = chooseNameForm(encoding);
    expect(form.read([entry('ö')])).toEqual([entry('ö')]);
    expect(form.store('ö')).toBe('ö');
  });
});

it.each(['ünï→😀', 'x'.repeat(200), '=?UTF-8?Q?=C3=B6?='])(
  'other servers get %j as it is',
  (name) => {
    const form = chooseNameForm('Dovecot (Debian) Pigeonhole');
    expect([form.find(name), form.store(name)]).toEqual([name, name]);
    expect(form.read([entry(name)])).toEqual([entry(name)]);
  },
);
