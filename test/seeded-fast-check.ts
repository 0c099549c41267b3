import fc from 'fast-check';

/** `RAMPART_SEED=random npx jest FILE` looks elsewhere; a number repeats a run. */
const SEED = process.env['RAMPART_SEED'] ?? '20261122';

if (SEED !== 'random') fc.configureGlobal({ seed: Number(SEED) });

/** fast-check that tries the same cases in each run, unless somebody asks for others. */
export { fc };
