/** The condition keys of the policies that are compared, and values of them that stand for unknown ones. */
import { CURRENT_TIME, EPOCH_TIME } from '../../iam/conditions/time-keys';
import { memoize } from '../../iam/memoize';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { conditionBlocks, instantsOf } from '../evaluate/instants';

export interface PolicyKeys {
  /** All keys, in lower case. */
  readonly names: readonly string[];
  /** At least one instant of each period that the policies distinguish. */
  readonly instants: readonly string[];
  /**
   * Values for some keys that are present with unknown values: those that the policies compare each with, and another one,
   * in every combination. If there are too many, each line after the first differs from it in one key only.
   */
  readonly samplesOf: (keys: readonly string[]) => readonly (readonly Sample[])[];
}

type Sample = readonly [key: string, value: string];

export function readPolicyKeys(files: readonly GuardrailsFile[]): PolicyKeys {
  const compared = new Map<string, string[]>();
  for (const [name, values] of files.flatMap(conditionBlocks).flatMap((block) => Object.entries(block))) {
    const key = name.toLowerCase();
    compared.set(key, [...(compared.get(key) ?? []), ...[values].flat().map(String)]);
  }
  // Policy variables name keys, too.
  const text = JSON.stringify(files.map(({ documents }) => documents));
  const variables = [...text.matchAll(/\$\{([^}*?$,]+)/g)].map(([, key = '']) => key.trim().toLowerCase());
  const valuesOf = memoize((key: string): readonly [string, ...string[]] => {
    const [first, ...others] = new Set((compared.get(key) ?? []).map(filledIn));
    return first === undefined ? [ANY] : [first, ...others, ANY];
  });
  return {
    // The time has two keys: policies may use one and requests the other.
    names: [...new Set([...compared.keys(), ...variables, CURRENT_TIME, EPOCH_TIME])],
    instants: instantsOf(files),
    samplesOf: (keys) => {
      const values = keys.map((key) => valuesOf(key).map((value): Sample => [key, value]));
      if (values.reduce((product, { length }) => product * length, 1) <= MOST_SAMPLES)
        return values.reduce<Sample[][]>(
          (all, one) => all.flatMap((line) => one.map((sample) => [...line, sample])),
          [[]],
        );
      const first = keys.map((key): Sample => [key, valuesOf(key)[0]]);
      const others = keys.flatMap((key, at) =>
        valuesOf(key)
          .slice(1)
          .map((value) => first.with(at, [key, value])),
      );
      return [first, ...others];
    },
  };
}

/** Each is tried with each change that may contain the request. */
const MOST_SAMPLES = 256;

/** A value that policies rarely name. */
const ANY = 'x';

/** A value that the value of a policy matches, in most cases: wildcards are filled in, and a range becomes its first address. */
function filledIn(value: string): string {
  return value
    .replace(/\$\{([*?$])\}|\$\{[^}]*\}|[*?]/g, (_, literal?: string) => literal ?? ANY)
    .replace(/\/\d+$/, '');
}
