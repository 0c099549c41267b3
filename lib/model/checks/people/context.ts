import { ROOT, type PropertyPath } from '../../organization';
import type { Configuration, ParameterSchemas } from '../../configuration';
import type { Position } from '../../problem';
import { itemsOf } from '../applications/context';
import { isUnit } from '../account-units';
import type { UnitTree } from '../unit-tree';

type Sections = Configuration['landingZone']['draft'];
type AssignmentDraft = NonNullable<NonNullable<NonNullable<Sections['identity']>['assignments']>[number]>;
type PartnerDraft = NonNullable<NonNullable<Sections['partners']>[string]>;
type RevocationDraft = NonNullable<NonNullable<Sections['revocations']>[number]>;
export type AccountDraft = Configuration['accounts'][number];

/** A part of a section where it is written. */
interface Written {
  /** The position of a part of it; of a part that is missing, its own. */
  readonly locate: (path: PropertyPath) => Position;
}

/** An entry of `identity.assignments`, as far as it could be read. */
export interface WrittenAssignment extends Written {
  readonly assignment: AssignmentDraft;
  readonly targets: readonly WrittenTarget[];
  /** Whether each item of `to` could be read, and names something. */
  readonly isWhole: boolean;
}

/** An item of `to`. */
export interface WrittenTarget {
  readonly name: string;
  readonly place: NamedPlace;
  readonly at: Position;
}

/** What a name of `to` means. `unclear`: a mistake hides it, which has been reported. */
export type NamedPlace =
  | { readonly kind: 'root' | 'management' | 'unknown' | 'unclear' }
  | { readonly kind: 'unit'; readonly unit: string }
  | { readonly kind: 'account'; readonly account: AccountDraft };

export interface WrittenPartner extends Written {
  readonly key: string;
  readonly partner: PartnerDraft;
}

export interface WrittenRevocation extends Written {
  readonly revocation: RevocationDraft;
}

/** What checks of people look up. */
export interface PeopleContext {
  readonly configuration: Configuration;
  readonly tree: UnitTree;
  readonly catalogue: ParameterSchemas;
  readonly accounts: ReadonlyMap<string, AccountDraft>;
  /** The key of the management account; null: it could not be read. */
  readonly management: string | null;
  readonly assignments: readonly WrittenAssignment[];
  readonly partners: readonly WrittenPartner[];
  readonly revocations: readonly WrittenRevocation[];
}

export function readContext(configuration: Configuration, tree: UnitTree, catalogue: ParameterSchemas): PeopleContext {
  const { yaml, draft } = configuration.landingZone;
  const accounts = new Map(configuration.accounts.map((account) => [account.key, account]));
  const management = managementKey(configuration);
  const at =
    (...path: PropertyPath) =>
    (inside: PropertyPath): Position =>
      yaml.locate([...path, ...inside]);
  const placeOf = (name: string): NamedPlace => findPlace(name, { configuration, tree, accounts, management });
  return {
    configuration,
    tree,
    catalogue,
    accounts,
    management,
    assignments: (draft.identity?.assignments ?? []).flatMap((assignment, index) => {
      if (assignment === null) return [];
      const locate = at('identity', 'assignments', index);
      const targets = itemsOf(assignment.to).map((item) => {
        return { name: item.value, place: placeOf(item.value), at: locate(['to', item.index]) };
      });
      const isWhole =
        targets.length === assignment.to?.length &&
        targets.every(({ place: { kind } }) => kind !== 'unknown' && kind !== 'unclear');
      return [{ assignment, targets, isWhole, locate }];
    }),
    partners: Object.entries(draft.partners ?? {}).flatMap(([key, partner]) =>
      partner === null ? [] : [{ key, partner, locate: at('partners', key) }],
    ),
    revocations: (draft.revocations ?? []).flatMap((revocation, index) =>
      revocation === null ? [] : [{ revocation, locate: at('revocations', index) }],
    ),
  };
}

/** Null: it could not be read. */
function managementKey({ landingZone: { draft } }: Configuration): string | null {
  const management = draft.organization?.managementAccount;
  if (management === null || management === undefined) return null;
  return management.name === undefined ? 'management' : management.name;
}

function findPlace(
  name: string,
  {
    configuration,
    tree,
    accounts,
    management,
  }: Pick<PeopleContext, 'configuration' | 'tree' | 'accounts' | 'management'>,
): NamedPlace {
  const { areAccountsKnown, unreadableAccounts } = configuration;
  const account = accounts.get(name);
  const unit = tree.byId.get(name);
  // Two things of one name are a mistake that has been reported.
  if ([name === ROOT, name === management, unit !== undefined, account !== undefined].filter(Boolean).length > 1)
    return { kind: 'unclear' };
  if (name === ROOT) return { kind: 'root' };
  if (name === management) return { kind: 'management' };
  if (account !== undefined) return { kind: 'account', account };
  if (unit !== undefined) return { kind: 'unit', unit: unit.id };
  const isClear = management !== null && areAccountsKnown && !unreadableAccounts.has(name) && !isUnit(name, tree);
  return { kind: isClear ? 'unknown' : 'unclear' };
}
