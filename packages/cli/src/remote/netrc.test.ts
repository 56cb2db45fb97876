import { expect, it } from 'vitest';
import { findInNetrc, parseNetrc } from './netrc.ts';

const text = `# mail
machine mail.example.org login alice password se#cret
machine mail.example.org
  login bob
  password "with blank \\" and \\\\"
macdef init
machine mail.example.org login eve password no
cd /pub

machine other.example.org login alice account staff password #hash
machine any.example.org password for-all
default login carol password last
`;

it.each([
  ['mail.example.org', 'alice', 'se#cret'],
  ['MAIL.example.ORG', 'alice', 'se#cret'],
  ['mail.example.org', 'bob', 'with blank " and \\'],
  ['mail.example.org', 'eve', undefined],
  ['other.example.org', 'alice', '#hash'],
  ['any.example.org', 'whoever', 'for-all'],
  ['nowhere.example.org', 'carol', 'last'],
  ['nowhere.example.org', 'alice', undefined],
])('on %s, %s has the password %j', (host, username, password) => {
  expect(findInNetrc(parseNetrc(text), host, username)).toBe(password);
});

it.each([
  ['', []],
  ['machine', [{ machine: '' }]],
  ['login x password y', []],
  ['machine a login', [{ machine: 'a' }]],
  ['macdef x\nmachine a', []],
  ['machine a password "open', [{ machine: 'a', password: 'open' }]],
])('reads %j, whatever it is', (given, entries) => {
  expect(parseNetrc(given)).toEqual(entries);
});
