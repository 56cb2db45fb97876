// Plain syntax only: an old Node must be able to read this file far enough to say so.
const needed = [20, 19];
const have = process.versions.node.split('.').map(Number);

if (have[0] < needed[0] || (have[0] === needed[0] && have[1] < needed[1])) {
  console.error(
    `sievekit needs Node ${needed.join('.')} or later; this is Node ${process.versions.node}. ` +
      'Install a newer one from https://nodejs.org and run the command again.',
  );
  process.exit(1);
}
