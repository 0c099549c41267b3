import type { Clients } from '../../aws/clients';
import { listGroups } from '../../aws/list-groups';
import { listIdentityCenterInstances, type LiveInstance } from '../../aws/list-identity-center-instances';
import type { Organization } from '../../model/organization';
import type { Result } from '../command';
import { askAws } from '../input/ask-aws';
import type { FileValue } from '../input/edit/edit-file';
import { editLandingZone } from '../input/edit/edit-landing-zone';
import { fillValue, prependMap } from '../input/edit/yaml-edits';
import type { Io } from '../io';
import { printJson, printReport } from '../print-report';
import { chooseInstance } from './choose-instance';
import { compareGroups, type ComparedGroup } from './compare-groups';
import type { GroupsOutput } from './groups-output';
import { groupsReport } from './groups-report';

interface Options {
  readonly organization: string;
  readonly json?: boolean;
  readonly region?: string;
  readonly write?: boolean;
}

const NEEDED = ['sso:ListInstances', 'identitystore:ListGroups'];

/** Asks Identity Center with the credentials that the SDK finds, and compares its answer with the configuration. */
export async function showGroups(organization: Organization, options: Options, io: Io): Promise<Result> {
  const region = options.region ?? organization.homeRegion;
  const found = await ask(organization, region, io);
  const output = compare(organization, found, region);
  const written = options.write === true ? write(output, options.organization) : null;
  if (options.json === true) printJson({ ...output, written } satisfies GroupsOutput, io);
  else printReport(groupsReport({ ...output, written }), io);
  const isFine = output.instance.state !== 'different' && output.groups.every(({ state }) => FINE.includes(state));
  return { exitCode: isFine ? 0 : 1 };
}

const FINE: readonly ComparedGroup['state'][] = ['same', 'new', 'renamed'];

interface Found {
  readonly instance: LiveInstance;
  readonly groups: readonly ComparedGroup[];
}

async function ask(organization: Organization, region: string, io: Pick<Io, 'progress'>): Promise<Found> {
  try {
    return await askAws(organization, NEEDED, (clients) => askWith(clients, organization, region, io), {
      region,
      attempts: 3,
    });
  } finally {
    io.progress(null);
  }
}

async function askWith(
  { ssoAdmin, identitystore }: Pick<Clients, 'ssoAdmin' | 'identitystore'>,
  organization: Organization,
  region: string,
  io: Pick<Io, 'progress'>,
): Promise<Found> {
  io.progress('asking Identity Center for its instance');
  const instance = chooseInstance(await listIdentityCenterInstances(ssoAdmin), organization, region);
  io.progress('asking the identity store for its groups');
  const live = await listGroups(identitystore, instance.identityStoreId);
  return { instance, groups: compareGroups(organization.groups, live) };
}

function compare(
  { identity }: Organization,
  { instance, groups }: Found,
  region: string,
): Omit<GroupsOutput, 'written'> {
  const { arn, identityStoreId, status } = instance;
  const configured = identity?.instance ?? null;
  const isSame = configured?.arn === arn && configured.identityStoreId === identityStoreId;
  const ids = groups.map((group) => ({ name: group.name, id: group.live ?? group.configured }));
  return {
    formatVersion: 1,
    problems: [],
    region,
    instance: { arn, identityStoreId, status, state: configured === null ? 'new' : isSame ? 'same' : 'different' },
    groups,
    yaml: [
      'identity:',
      '  instance:',
      `    arn: ${arn}`,
      `    identityStoreId: ${identityStoreId}`,
      '  groups:',
      ...ids.map(({ name, id }) => `    ${name}:${id === null ? '' : ` ${id}`}`),
    ].join('\n'),
  };
}

/**
 * Writes the instance and the ids that the configuration lacks. An id that differs is left to a person: the people of another
 * group would get what is assigned.
 *
 * @returns the file; null: there is nothing to write
 */
function write({ instance, groups }: Omit<GroupsOutput, 'written'>, folder: string): string | null {
  const missing = groups.flatMap(({ name, state, live }) =>
    state === 'new' && live !== null ? [{ name, id: live }] : [],
  );
  const ids = instance.state === 'new' ? { arn: instance.arn, identityStoreId: instance.identityStoreId } : null;
  if (missing.length === 0 && ids === null) return null;
  const edited = editLandingZone(folder, {
    change: (text) => {
      const filled = missing.reduce<string | null>(
        (before, { name, id }) => (before === null ? null : fillValue(before, ['identity', 'groups', name], id)),
        text,
      );
      return filled === null || ids === null ? filled : prependMap(filled, 'identity', 'instance', ids);
    },
    expected: (value) => {
      const identity = (value['identity'] ?? {}) as FileValue;
      const before = (identity['groups'] ?? {}) as FileValue;
      const filled = { ...before, ...Object.fromEntries(missing.map(({ name, id }) => [name, id])) };
      return {
        ...value,
        identity: {
          ...identity,
          ...(missing.length > 0 && { groups: filled }),
          ...(ids !== null && { instance: ids }),
        },
      };
    },
    byHand: 'copy the lines that `npx rampart groups` shows',
  });
  edited.write();
  return edited.file;
}
