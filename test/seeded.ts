/** `RAMPART_SEED=random npx jest FILE` looks elsewhere; a number repeats a run. */
const SEED = process.env['RAMPART_SEED'] ?? '20261122';

/** For properties of fast-check: always the same cases, unless somebody asks for others. */
export const seeded: { readonly seed?: number } = SEED === 'random' ? {} : { seed: Number(SEED) };
