import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readAssemblyStacks } from '../../lib/cli/input/assembly-stacks';
import { exportedOutputs, importOutputs } from './import-outputs';
import { rehearsedTemplate } from './rehearsed-template';
import { templateSchema, type SynthesizedTemplate } from './template';

/** A stack of a cloud assembly. */
export interface AssemblyStack {
  /** Its name on the CDK's command line. */
  readonly id: string;
  /** Its name in CloudFormation. */
  readonly name: string;
  readonly region: string;
  readonly template: SynthesizedTemplate;
}

/** A cloud assembly, adapted to the emulator. */
export interface RehearsedAssembly {
  readonly folder: string;
  /** In the order in which they are deployed. */
  readonly stacks: readonly AssemblyStack[];
  /** The types of the policies that were removed, one entry for each policy. */
  readonly removed: readonly string[];
  /** How many policies were adapted. */
  readonly adapted: number;
  /** How many metric filters were rewritten. */
  readonly flattened: number;
}

/** Copies a cloud assembly and adapts its templates to the emulator. Everything else is copied byte for byte. */
export function copyAssembly(from: string, to: string): RehearsedAssembly {
  cpSync(from, to, { recursive: true });
  const hashes = new Map<string, string>();
  const found = readAssemblyStacks(to).map(({ id, name, environment, templateFile: file }) => {
    const text = readFileSync(join(to, file), 'utf8');
    return { id, name, region: regionOf(environment), file, text, template: JSON.parse(text) as unknown };
  });
  const outputs = exportedOutputs(found);
  const copied = found.map(({ id, name, region, file, text, template: before }) => {
    const imported = importOutputs(before, outputs);
    const { template, removed, adapted, flattened } = rehearsedTemplate(templateSchema.parse(imported));
    if (removed.length + adapted + flattened > 0 || !isDeepStrictEqual(imported, before)) {
      const rehearsed = JSON.stringify(template, null, 1);
      writeFileSync(join(to, file), rehearsed);
      hashes.set(hashOf(text), hashOf(rehearsed));
    }
    return { id, name, region, template, removed, adapted, flattened };
  });
  renameAssets(to, hashes);
  return {
    folder: to,
    stacks: copied.map(({ id, name, region, template }) => ({ id, name, region, template })),
    removed: copied.flatMap(({ removed }) => removed),
    adapted: copied.reduce((sum, { adapted }) => sum + adapted, 0),
    flattened: copied.reduce((sum, { flattened }) => sum + flattened, 0),
  };
}

/** `aws://111111111111/eu-central-1` → `eu-central-1`. */
export function regionOf(environment: string): string {
  const region = /^aws:\/\/[^/]+\/([^/]+)$/.exec(environment)?.[1];
  if (region === undefined)
    throw new Error(`a stack must name its account and Region, got the environment '${environment}'`);
  return region;
}

/** Assets are named by their hash. An asset whose name exists already would not be uploaded again. */
function renameAssets(folder: string, hashes: ReadonlyMap<string, string>): void {
  for (const file of readdirSync(folder).filter((name) => name === 'manifest.json' || name.endsWith('.assets.json'))) {
    const text = readFileSync(join(folder, file), 'utf8');
    const renamed = [...hashes].reduce((all, [before, after]) => all.replaceAll(before, after), text);
    if (renamed !== text) writeFileSync(join(folder, file), renamed);
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
