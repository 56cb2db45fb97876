import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { MAX_CREDENTIAL_LENGTH } from '../limits.ts';
import { failureSchema } from './failure.ts';
import { requestSchema, responseSchema } from './message.ts';
import { methodNames, methods, scriptNameSchema } from './method.ts';
import { loginSchema } from './session.ts';

const long = 'a'.repeat(MAX_CREDENTIAL_LENGTH);
const revision = 'a'.repeat(64);

describe('requestSchema', () => {
  it.each([
    ['a request', { id: 0, method: 'list', params: {} }, true],
    ['no params', { id: 0, method: 'list' }, false],
    ['an unknown method', { id: 0, method: 'shutdown', params: {} }, false],
    ['a method of Object', { id: 0, method: 'toString', params: {} }, false],
    ['a negative id', { id: -1, method: 'list', params: {} }, false],
    ['an id that is text', { id: '1', method: 'list', params: {} }, false],
    ['one field too many', { id: 0, method: 'list', params: {}, host: 'evil.example' }, false],
    ['a list', [], false],
    ['null', null, false],
  ])('%s', (_, value, valid) => {
    expect(v.safeParse(requestSchema, value).success).toBe(valid);
  });
});

describe('responseSchema', () => {
  it.each([
    ['a null result', { id: 1, result: null }, true],
    ['an error', { id: 1, error: { code: 'conflict', message: 'Changed.' } }, true],
    ['neither', { id: 1 }, false],
    ['both', { id: 1, result: null, error: { code: 'conflict', message: '' } }, false],
    ['a code nobody knows', { id: 1, error: { code: 'oops', message: '' } }, false],
  ])('%s', (_, value, valid) => {
    expect(v.safeParse(responseSchema, value).success).toBe(valid);
  });
});

describe('methods', () => {
  const right: Record<string, unknown> = {
    list: {},
    open: { name: 'main' },
    save: { name: 'main', text: 'keep;', revision },
    rename: { from: 'a', to: 'b' },
    remove: { name: 'main' },
    activate: { name: null },
    folders: {},
    createFolder: { path: 'Work/Bills' },
  };

  it.each(methodNames)('%s takes its own params and nothing beside them', (name) => {
    expect(v.is(methods[name].params, right[name])).toBe(true);
    expect(v.is(methods[name].params, { ...(right[name] as object), host: 'x' })).toBe(false);
  });

  it('save refuses a revision that is no SHA-256', () => {
    const params = { name: 'main', text: '', revision: 'latest' };
    expect(v.is(methods.save.params, params)).toBe(false);
  });
});

describe('scriptNameSchema', () => {
  it.each([
    ['Ferien / été ✈', true],
    ['quo"te\\', true],
    ['', false],
    ['x"\r\nDELETESCRIPT "victim', false],
    ['nul\0', false],
    ['line\u2028', false],
    ['c1\u0085', false],
    ['x'.repeat(513), false],
  ])('%j: %s', (name, valid) => {
    expect(v.is(scriptNameSchema, name)).toBe(valid);
  });
});

describe('failureSchema', () => {
  it('keeps complaints, with and without a line', () => {
    const failure = {
      code: 'rejected',
      message: 'No.',
      complaints: [
        { line: 3, message: 'unknown command' },
        { line: null, message: 'failed' },
      ],
    };
    expect(v.parse(failureSchema, failure)).toEqual(failure);
  });
});

describe('loginSchema', () => {
  it.each([
    ['user and password', { username: 'ann', password: 'secret' }, true],
    ['a name of MAX_CREDENTIAL_LENGTH', { username: long, password: 'x' }, true],
    ['a longer one', { username: `${long}a`, password: 'x' }, false],
    ['an empty password', { username: 'ann', password: '' }, false],
    ['NUL, the separator of SASL PLAIN', { username: 'ann\0bob', password: 'x' }, false],
    ['a list for a name', { username: ['ann'], password: 'x' }, false],
  ])('%s: %s', (_, value, valid) => {
    expect(v.is(loginSchema, value)).toBe(valid);
  });
});
