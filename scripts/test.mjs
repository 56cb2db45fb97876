import './require-node.mjs';

// No static import below and no top-level await: an old Node must get as far as its sentence.
void Promise.all([import('./project.mjs'), import('./check.mjs')]).then(
  ([{ runMain }, { check }]) => runMain(() => check(process.argv.slice(2))),
);
