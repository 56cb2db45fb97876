import { expect, test } from 'vitest';
import { findings } from '../../test/findings.ts';
import { check } from '../check.ts';
import { findProfile, profileFromCapabilities, profiles } from './profile.ts';
import { findExtension } from './registry.ts';

test('profiles list capabilities that are known, each once', () => {
  for (const { capabilities, optional } of profiles) {
    const all = [...(capabilities ?? []), ...optional];
    expect(all.filter((name) => findExtension(name) === undefined)).toEqual([]);
    expect(all).toEqual([...new Set(all)]);
  }
});

test('an unknown name is refused with the names that there are', () => {
  expect(() => findProfile('pidgeonhole')).toThrow(
    'There is no profile "pidgeonhole". The profiles are any, pigeonhole-0.5, pigeonhole-2.4, cyrus-3.6, cyrus-3.10, stalwart, proton.',
  );
});

test('a capability may be there, be off by default, or be absent', () => {
  const text = 'require ["fileinto", "spamtest", "fcc"]; keep;';
  expect(findings(text, { profile: 'pigeonhole-0.5' })).toEqual([
    'capability-off (note) «"spamtest"»',
    'capability-not-supported «"fcc"»',
  ]);
  expect(findings(text)).toEqual([]);
});

test('the capabilities of a server outweigh those of the profile', () => {
  const text = 'require ["fcc", "spamtest", "body"]; keep;';
  const options = { profile: 'pigeonhole-0.5', capabilities: ['fcc', 'spamtest'] };
  expect(findings(text, options)).toEqual(['capability-not-supported «"body"»']);
});

test.each([
  ['pigeonhole-0.5', 'vacation :from "a@b.c, d@e.f" "x";', 'several-addresses'],
  ['pigeonhole-0.5', `set "a" "\${33}";`, 'match-variable-range'],
  ['cyrus-3.6', `set "a" "\${10}";`, 'match-variable-range'],
  ['cyrus-3.6', 'if size :over 2G { }', 'number-over-limit'],
  ['cyrus-3.6', 'if header :count "gt" "to" "3" { }', 'count-without-numeric'],
  ['cyrus-3.6', 'if header "a:" "x" { }', 'header-name'],
  ['cyrus-3.6', 'if currentdate "foo" "x" { }', 'unknown-date-part'],
  ['pigeonhole-0.5', 'notify "xmpp:a@b.c";', 'notify-method'],
])('%s refuses what the standards allow: %s', (profile, command, code) => {
  const text = `require ["vacation", "variables", "enotify", "relational", "date"]; ${command}`;
  expect(findings(text, { profile })[0]).toMatch(new RegExp(`^${code} «`));
  expect(findings(text).filter((line) => !line.includes('(warning)'))).toEqual([]);
});

test.each([
  ['pigeonhole-0.5', 'setflag "a" "b" "c";'],
  ['pigeonhole-0.5', `if ihave "\${x}" { }`],
  ['pigeonhole-0.5', 'if exists :mime :anychild :anychild "from" { }'],
  ['cyrus-3.6', `if ihave "\${x}" { }`],
])('%s takes what the standards forbid: %s', (profile, command) => {
  const text = `require ["imap4flags", "variables", "ihave"${command.includes(':mime') ? ', "mime"' : ''}]; ${command}`;
  expect(findings(text, { profile })).toEqual([]);
  expect(findings(text)).toHaveLength(1);
});

test('a live server is what it says, with the limits of its kind', () => {
  const live = profileFromCapabilities(['fileinto', 'variables'], 'Dovecot Pigeonhole');
  expect(live).toMatchObject({ name: 'live', title: 'Dovecot Pigeonhole', optional: [] });
  expect(live.limits.nesting).toBe(32);
  expect(findings('require ["fileinto", "body"];', { profile: live })).toEqual([
    'capability-not-supported «"body"»',
  ]);
  const cyrus = profileFromCapabilities([], 'Cyrus timsieved v3.6.1-Debian');
  expect(cyrus.limits.matchVariables).toBe(9);
  expect(profileFromCapabilities([]).title).toBe('this server');
});

test('a profile says where it is known from, and what it takes to switch things on', () => {
  for (const { source, conditions = {}, optional, implicit = [], capabilities } of profiles) {
    expect(source).not.toBe('');
    expect(optional).toEqual(expect.arrayContaining(Object.keys(conditions)));
    expect(capabilities ?? []).toEqual(expect.arrayContaining([...implicit]));
  }
});

test.each([
  ['pigeonhole-0.5', 'ereject', /off by default on Pigeonhole 0.5 .* where the administrator/],
  ['pigeonhole-0.5', 'imapsieve', /switched it on, which takes the plugin sieve_imapsieve/],
  ['pigeonhole-2.4', 'vnd.dovecot.pipe', /which takes the plugin sieve_extprograms/],
  ['stalwart', 'vnd.stalwart.while', /which takes a script of the administrator/],
  ['pigeonhole-0.5', 'fcc', /^This will not load on Pigeonhole 0.5 \(Dovecot 2.3\), because/],
  ['pigeonhole-2.4', 'imapflags', /^This will not load on Pigeonhole 2.4 \(Dovecot 2.4\), because/],
  ['cyrus-3.10', 'notify', /^This will not load on Cyrus IMAP 3.10, because/],
])('%s says of %s what becomes of the script', (profile, capability, message) => {
  const text = `keep;\n`;
  const found = check(`require "${capability}";\n${text}`, { profile, rules: 'off' });
  expect(found.map((diagnostic) => diagnostic.message)).toContainEqual(
    expect.stringMatching(message),
  );
});

test('what needs no require on a server may stand without', () => {
  const text = 'if header :comparator "i;unicode-casemap" :contains "subject" "Ä" { keep; }';
  expect(findings(text, { profile: 'proton' })).toEqual([]);
  expect(findings(text, { profile: 'cyrus-3.10' })).toEqual([
    'missing-require «"i;unicode-casemap"»',
  ]);
});
