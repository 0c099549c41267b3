/**
 * Measures one difference of the example organization in a process of its own, because each review is a new one.
 *
 *     node --require ts-node/register tools/bench/difference-example.ts EDIT
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from '../../lib/analysis/assemble/assemble';
import { findDifference } from '../../lib/analysis/difference/difference';
import { ServiceReference } from '../../lib/iam/service-reference/service-reference';
import { loadServiceReference } from '../../lib/iam/service-reference/load';
import type { GuardrailsFile } from '../../lib/model/guardrails-file';
import { parseOrganization } from '../../lib/model/parse';
import { catalogue } from '../../policies/catalogue';

const REPOSITORY = join(__dirname, '../..');

export interface ExampleSeconds {
  /** Loading and indexing the catalogue of actions: the reference. */
  readonly catalogue: number;
  readonly difference: number;
}

export const EDITS = {
  /** One action is dropped from one statement. */
  action: (text: string) => text.replace('"securityhub:DisableSecurityHub",', ''),
  /** A Region is added to those that are governed, in all statements: almost all actions change. */
  region: (text: string) =>
    text.replaceAll('"aws:RequestedRegion":["eu-central-1",', '"aws:RequestedRegion":["eu-central-1","eu-north-1",'),
} as const;

function measure(edit: (text: string) => string): ExampleSeconds {
  const start = performance.now();
  const text = readFileSync(join(REPOSITORY, 'lib/iam/service-reference/data.json'), 'utf8');
  const known = new ServiceReference(
    JSON.parse(text) as ConstructorParameters<typeof ServiceReference>[0],
  ).actionsMatching('*');
  const loaded = performance.now();
  const before = exampleFile();
  const after = JSON.parse(edit(JSON.stringify(before))) as GuardrailsFile;
  if (loadServiceReference().actionsMatching('*').length !== known.length)
    throw new Error('there is another catalogue');
  const ready = performance.now();
  const { changes, undecided } = findDifference(before, after);
  const done = performance.now();
  if (changes.length === 0 || undecided.length > 0) throw new Error('the edit is not shown as a change');
  return { catalogue: (loaded - start) / 1000, difference: (done - ready) / 1000 };
}

function exampleFile(): GuardrailsFile {
  const organization = parseOrganization(join(REPOSITORY, 'organization'), catalogue);
  if (organization.kind === 'problems') throw new Error('the example has problems');
  const assembly = assemble(organization.value, catalogue);
  if (assembly.kind === 'problems') throw new Error('the example does not fit');
  return assembly.value.file;
}

if (require.main === module) {
  const edit = Object.entries(EDITS).find(([name]) => name === process.argv[2])?.[1];
  if (edit === undefined) throw new Error(`give one of ${Object.keys(EDITS).join(', ')}`);
  console.log(JSON.stringify(measure(edit)));
}
