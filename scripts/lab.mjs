import './require-node.mjs';

// No static import below and no top-level await: an old Node must get as far as its sentence.
void Promise.all([import('./project.mjs'), import('./install.mjs'), import('./build.mjs')]).then(
  ([{ runMain }, { installPackages }, { allSteps, build }]) =>
    runMain(async () => {
      await installPackages();
      await build(allSteps);
      const { main } = await import('../.build/test/lab/main.js');
      await main();
    }),
);
