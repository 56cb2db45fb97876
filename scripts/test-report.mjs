import { readFileSync } from 'node:fs';
import { root } from './project.mjs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} skippedNames
 */

/**
 * Counts the tests in a report of Vitest's JSON reporter.
 *
 * @param {string} path
 * @returns {Counts}
 */
export function readReport(path) {
  const { testResults } = JSON.parse(readFileSync(path, 'utf8'));
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, skipped: 0, skippedNames: [] };
  for (const file of testResults) {
    if (file.status === 'failed' && file.assertionResults.length === 0) counts.failed += 1;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counts.passed += 1;
      else if (test.status === 'failed') counts.failed += 1;
      else {
        counts.skipped += 1;
        counts.skippedNames.push(`${file.name.replace(root, '')}: ${test.fullName.trim()}`);
      }
    }
  }
  return counts;
}

/**
 * The last lines of `npm test`.
 *
 * @param {Counts} counts
 * @param {string[]} missing a sentence for each part that could not run here
 */
export function printSummary(counts, missing) {
  console.log('');
  for (const sentence of missing) console.log(`Not here: ${sentence}`);
  for (const name of counts.skippedNames) console.log(`Skipped: ${name}`);
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
}
