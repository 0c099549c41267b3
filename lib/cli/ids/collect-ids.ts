import { EXPORTS, exportName, stackName } from '../../model/names';
import type { Organization, PropertyPath } from '../../model/organization';

/** What an id belongs to. */
export const ID_KINDS = ['organization', 'root', 'unit', 'account'] as const;

/**
 * `new`: the files do not have it; `different`: they have another one; `unknown`: no stack has it yet.
 */
export const ID_STATES = ['same', 'new', 'different', 'unknown'] as const;

/** An id that AWS gave to something, compared with the files. */
export interface CollectedId {
  readonly kind: (typeof ID_KINDS)[number];
  /** The key of the unit or the account; null: the organization and its root. */
  readonly key: string | null;
  readonly state: (typeof ID_STATES)[number];
  readonly configured: string | null;
  readonly live: string | null;
  /** Below the folder of the organization, such as `accounts/shop.yaml`. */
  readonly file: string;
  /** Where it stands in the file. */
  readonly path: PropertyPath;
}

/**
 * The ids of everything that the stacks export, in the order of the files. A closed account is in no stack.
 *
 * @param exports of the home Region: name → value
 */
export function collectIds(
  organization: Organization,
  exports: Readonly<Record<string, string>>,
): readonly CollectedId[] {
  const find = (stack: string, exported: string): string | null =>
    exports[exportName(stackName(stack), exported)] ?? null;
  const landingZone = { file: 'landing-zone.yaml', key: null };
  const top = 'Organization';
  return [
    compare('organization', organization.id, find(top, EXPORTS.organization), {
      ...landingZone,
      path: ['organization', 'id'],
    }),
    compare('root', organization.rootId, find(top, EXPORTS.root), { ...landingZone, path: ['organization', 'rootId'] }),
    ...organization.units.map(({ key, awsId }) =>
      compare('unit', awsId, find(top, EXPORTS.unit(key)), { ...landingZone, key, path: ['units', key, 'id'] }),
    ),
    ...organization.accounts
      .filter(({ state }) => state !== 'closed')
      .map(({ key, stack, accountId }) =>
        compare('account', accountId, find(stack, EXPORTS.account(key)), {
          file: `accounts/${key}.yaml`,
          key,
          path: ['id'],
        }),
      ),
  ];
}

function compare(
  kind: CollectedId['kind'],
  configured: string | null,
  live: string | null,
  place: Pick<CollectedId, 'key' | 'file' | 'path'>,
): CollectedId {
  const state = live === null ? 'unknown' : configured === null ? 'new' : configured === live ? 'same' : 'different';
  return { kind, ...place, state, configured, live };
}
