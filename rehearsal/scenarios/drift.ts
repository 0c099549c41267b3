import type { DriftOutput } from '../../lib/cli/drift/drift-output';
import { attachFullAccess } from '../aws/attach-full-access';
import { send } from '../aws/send';
import { RehearsalFailure } from '../failure';
import type { Site } from '../site';
import { isEmulatedPolicyType } from '../assembly/rehearsed-template';
import { listChanges, type Finding } from './drift-changes';
import type { DeployedVersion, RehearsalScenario } from './scenario';

export const drift: RehearsalScenario = {
  name: 'drift',
  title: '`rampart drift` names each change outside the stacks, and nothing else',
  restarts: false,
  async run({ site, before }) {
    await bringHome(site, before);
    const start = await look(site, before);
    const unexplained = start.filter((finding) => !isOfEmulator(finding, before));
    const changes = listChanges(site, before);
    const expected: Finding[] = [];
    for (const { commit } of changes) expected.push(await commit());
    const found = await look(site, before);
    for (const { undo } of [...changes].reverse()) await undo();
    const left = await look(site, before);
    return {
      deployed: before,
      faults: [
        ...unexplained.map((finding) => `before anything was changed, \`rampart drift\` found ${finding}`),
        ...compareFindings(start, expected, found),
        ...compareFindings(start, [], left).map((fault) => `after everything was undone: ${fault}`),
      ],
      notRehearsed: NOT_REHEARSED,
    };
  },
};

const NOT_REHEARSED = [
  { what: 'what `rampart drift` finds in the resources of stacks', why: 'the emulator has no drift detection' },
  {
    what: '`rampart drift` of a control policy that is adapted to the emulator, and of one that was removed',
    why: 'they are not what the files say before anything is changed',
  },
];

/** Only findings that were there before and the expected ones, each of them once. */
export function compareFindings(
  before: readonly Finding[],
  expected: readonly Finding[],
  found: readonly Finding[],
): readonly string[] {
  const wanted = new Set([...before, ...expected]);
  return [
    ...[...wanted]
      .filter((finding) => !found.includes(finding))
      .map((finding) => `\`rampart drift\` missed ${finding}`),
    ...found.filter((finding) => !wanted.has(finding)).map((finding) => `\`rampart drift\` also found ${finding}`),
  ];
}

async function look({ rampart }: Site, { version }: DeployedVersion): Promise<readonly Finding[]> {
  const { exitCode, output } = await rampart('drift', '--no-stacks', '--json', '--organization', version.folder);
  if (exitCode !== 0 && exitCode !== 1)
    throw new RehearsalFailure(1, `\`rampart drift\` ended with ${String(exitCode)}, and told: ${output.trim()}`);
  const { differences, equal } = JSON.parse(output) as DriftOutput;
  if (equal !== (exitCode === 0) || equal !== (differences.length === 0))
    throw new RehearsalFailure(1, `\`rampart drift\` ended with ${exitCode}, with ${differences.length} differences`);
  return differences.map(({ kind, subject }) => `${kind} ${subject}`);
}

/** Does what AWS does by itself and the emulator does not. */
async function bringHome({ clients }: Site, { found: { live } }: DeployedVersion): Promise<void> {
  const targets = [...live.units, ...live.accounts].map(({ id }) => id);
  await attachFullAccess(
    clients,
    targets.filter((id) => id !== live.managementAccountId),
  );
  for (const ServicePrincipal of ['ram.amazonaws.com', 'member.org.stacksets.cloudformation.amazonaws.com'])
    await send(clients, 'organizations:EnableAWSServiceAccess', { ServicePrincipal });
}

/** Policies that are adapted to the emulator, and those of types that it does not know. */
function isOfEmulator(finding: Finding, { version: { assembly } }: DeployedVersion): boolean {
  return [...assembly.documents, ...assembly.managementPolicies].some(({ name, type }) =>
    isEmulatedPolicyType(type) ? finding === `policy-changed ${name}` : finding === `policy-missing ${name}`,
  );
}
