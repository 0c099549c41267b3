import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { stackName } from '../../lib/model/names';
import { regionOf, type RehearsedAssembly } from './copy-assembly';
import { templateSchema } from './template';

const artifactSchema = z.looseObject({
  type: z.string(),
  environment: z.string().default(''),
  properties: z.record(z.string(), z.unknown()).optional(),
});

const manifestSchema = z.looseObject({ artifacts: z.record(z.string(), artifactSchema) });

/** The properties that all stacks share: the names of the bootstrap's roles. */
const SHARED = ['assumeRoleArn', 'cloudFormationExecutionRoleArn', 'lookupRole'];

/** Copies an assembly and adds a stack, which is deployed after the others and with the same roles. */
export function addStack(
  { folder, stacks, ...rest }: RehearsedAssembly,
  to: string,
  id: string,
  template: object,
): RehearsedAssembly {
  cpSync(folder, to, { recursive: true });
  const file = join(to, 'manifest.json');
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const model = Object.values(manifest.artifacts).find(({ type }) => type === 'aws:cloudformation:stack');
  if (model === undefined) throw new Error('the assembly has no stack');
  const shared = Object.entries(model.properties ?? {}).filter(([name]) => SHARED.includes(name));
  const name = stackName(id);
  const stack = {
    type: model.type,
    environment: model.environment,
    properties: { ...Object.fromEntries(shared), templateFile: `${id}.template.json`, stackName: name },
    dependencies: stacks.map((other) => other.id),
    displayName: id,
  };
  writeFileSync(join(to, `${id}.template.json`), JSON.stringify(template));
  writeFileSync(file, JSON.stringify({ ...manifest, artifacts: { ...manifest.artifacts, [id]: stack } }));
  return {
    ...rest,
    folder: to,
    stacks: [...stacks, { id, name, region: regionOf(model.environment), template: templateSchema.parse(template) }],
  };
}
