import { check, parse, validate } from '../packages/parser/dist/index.js';
import { lex } from '../packages/parser/dist/syntax/lexer.js';
import { Report } from '../packages/parser/dist/syntax/report.js';

export { check, parse };

/**
 * The lexer alone: the time below which nothing that reads every character can go.
 *
 * @param {string} text
 * @returns {unknown}
 */
export function lexOnly(text) {
  return lex(text, new Report(), 'none');
}

/**
 * Parse and validate together: what a server does before it stores a script, without the hints.
 *
 * @param {string} text
 * @returns {unknown}
 */
export function judge(text) {
  return validate(parse(text).script);
}
