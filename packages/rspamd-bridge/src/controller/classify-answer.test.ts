import { describe, expect, it } from 'vitest';
import { classifyAnswer, describe as describeAnswer } from './classify-answer.ts';

describe('classifyAnswer', () => {
  it.each([
    [200, '{"success":true}', 'done learned'],
    [208, '<id> has been already learned as spam, ignore it', 'done already'],
    [404, '<id> has been already learned as ham, ignore it', 'done already'],
    [204, 'less tokens than required for bayes classifier: 4 < 11', 'done skipped'],
    [204, 'all learn conditions denied learning spam in default classifier', 'done skipped'],
    [400, 'Empty body is not permitted', 'dead'],
    [404, 'cannot find classifier with name X', 'dead'],
    [404, 'Not found', 'again'],
    [401, '{"error":"Unauthorized"}', 'hold'],
    [403, 'Forbidden', 'hold'],
    [1, 'cannot get learned: Connection refused', 'again'],
    [500, 'Connection refused', 'again'],
    [500, 'Module disabled', 'again'],
    [502, 'Bad Gateway', 'again'],
    [503, '', 'again'],
    [301, 'Moved', 'again'],
    [405, 'Method Not Allowed', 'again'],
    [429, 'Too Many Requests', 'again'],
    [0, '', 'again'],
  ])('%i %s → %s', (status, text, expected) => {
    const outcome = classifyAnswer({ status, text });
    expect(outcome.kind === 'done' ? `done ${outcome.result}` : outcome.kind).toBe(expected);
  });
});

describe('describe', () => {
  it.each([
    ['Unauthorized {"error":1}', '401 Unauthorized {"error":1}'],
    ['', '401'],
    ['two\r\nlines\x1b[31m\0', '401 two lines [31m'],
    ['x'.repeat(1000), `401 ${'x'.repeat(200)}`],
  ])('says %j in one short line', (text, line) => {
    expect(describeAnswer({ status: 401, text })).toBe(line);
  });
});
