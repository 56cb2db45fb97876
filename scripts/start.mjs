import './require-node.mjs';

// No static import below and no top-level await: an old Node must get as far as its sentence.
void Promise.all([import('./project.mjs'), import('./demo.mjs')]).then(([{ runMain }, { start }]) =>
  runMain(() => start(process.argv.slice(2))),
);
