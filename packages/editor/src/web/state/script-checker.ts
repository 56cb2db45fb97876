// Validator and linter know the whole language, which weighs more than the rest of the page. They
// stand here, for a chunk of their own that loads once the rules are to be seen.
export { createChecker } from '@sievekit/parser';
