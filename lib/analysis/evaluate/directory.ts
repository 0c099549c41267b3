import { compile } from '../../iam/evaluation/compile';
import type { AccountStanding } from '../../iam/evaluation/binding';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import { parsePolicy } from '../../iam/grammar/parse-policy';
import { Level, type PlacedStatement } from '../../iam/evaluation/judge';
import { memoize } from '../../iam/memoize';
import type { Membership } from '../../iam/evaluation/request-context';
import type { GuardrailsDocument } from '../../model/guardrails-file';
import { mapStrings } from '../../model/placeholder';
import { exampleIds, placeholderResolver } from './example-ids';
import { isAccount, type GuardrailsTree } from './guardrails-tree';
import { guardrailParts } from './provenance';
import type { Denial } from './request-line';

/** An account of the organization. */
export interface KnownAccount {
  readonly number: string;
  /** The number is not written down anywhere: this one stands for it. */
  readonly isExample: boolean;
  readonly standing: Exclude<AccountStanding, 'outside'>;
  readonly membership: Membership;
  /** From the root down; levels that say nothing are left out. */
  readonly levels: Readonly<Record<ControlPolicyType, readonly Level<Denial>[]>>;
}

/** Who is in the organization, and what binds them. */
export interface Directory {
  /** By name or number. */
  readonly findAccount: (nameOrNumber: string) => KnownAccount | undefined;
  readonly accountNames: Iterable<string>;
  /** Puts ids in the place of our placeholders, where the file may hold some. */
  readonly resolve: (text: string) => string;
}

type Levels = KnownAccount['levels'];

/** Prepares a file for many questions. A document that AWS would refuse is an error: check the file first. */
export function buildDirectory(tree: GuardrailsTree): Directory {
  const { file } = tree;
  const ids = exampleIds(tree);
  const path = memoize((id: string): string => {
    const above = tree.downTo(id).filter((target) => !isAccount(target));
    return [ids.organization, ...above.map((target) => ids.ofUnit.get(target.id) ?? ''), ''].join('/');
  });
  const resolve = placeholderResolver(ids, (unit) => (tree.find(unit) === undefined ? undefined : path(unit)));
  // A foreign file does not use our placeholders: braces in it are its own.
  const fill = file.placements === undefined ? (text: string): string => text : resolve;
  const levels = levelsBuilder(tree, fill);

  const accounts = new Map<string, KnownAccount>();
  const known = (number: string, id: string, standing: KnownAccount['standing'], isExample = false): KnownAccount => ({
    number,
    isExample,
    standing,
    membership: { organization: ids.organization, path: path(id) },
    get levels() {
      return levels(id);
    },
  });
  const { managementAccount } = file.organization;
  const root = tree.units.find(({ kind }) => kind === 'root')?.id ?? '';
  accounts.set(managementAccount, known(managementAccount, root, 'management-account'));
  for (const target of tree.accounts) {
    const number = ids.ofAccount.get(target.id) ?? '';
    const managing = target.kind === 'management-account' || number === managementAccount;
    const account = known(
      number,
      target.id,
      managing ? 'management-account' : 'member',
      !managing && (target.accountId ?? null) === null,
    );
    accounts.set(number, account).set(target.id, account);
  }
  return {
    findAccount: (nameOrNumber) => accounts.get(nameOrNumber),
    accountNames: tree.accounts.map(({ id }) => id),
    resolve: fill,
  };
}

/** Levels are made once for each target, when an account below it is first asked about. */
function levelsBuilder(tree: GuardrailsTree, fill: (text: string) => string): (id: string) => Levels {
  const levelsAt = memoize((id: string): Readonly<Record<ControlPolicyType, Level<Denial>>> => {
    const documents = tree.documentsAt(id);
    const fullAccess = tree.find(id)?.fullAwsAccess !== false;
    const level = (type: ControlPolicyType, allowsEverything: boolean): Level<Denial> =>
      new Level(
        documents
          .filter((document) => document.type === type)
          .flatMap((document) => placeStatements(document, id, fill)),
        allowsEverything,
        { target: id, document: null, type, pointer: null, guardrails: [] },
      );
    // `RCPFullAWSAccess` cannot be detached.
    return { SERVICE_CONTROL_POLICY: level(SCP, fullAccess), RESOURCE_CONTROL_POLICY: level(RCP, true) };
  });
  return memoize((id) => {
    const above = tree.downTo(id).map((target) => levelsAt(target.id));
    return {
      SERVICE_CONTROL_POLICY: above.map((level) => level[SCP]).filter((level) => !level.isSilent),
      RESOURCE_CONTROL_POLICY: above.map((level) => level[RCP]).filter((level) => !level.isSilent),
    };
  });
}

const SCP = 'SERVICE_CONTROL_POLICY';
const RCP = 'RESOURCE_CONTROL_POLICY';

function placeStatements(
  { name, type, content, guardrails }: GuardrailsDocument,
  target: string,
  fill: (text: string) => string,
): readonly PlacedStatement<Denial>[] {
  const parsed = parsePolicy(mapStrings(content, fill), type);
  if (parsed.kind === 'problems') {
    const [first] = parsed.problems;
    throw new Error(`${name} is no policy that AWS takes: ${first?.pointer ?? ''} ${first?.message ?? ''}`);
  }
  const { Version, Statement } = parsed.document;
  return guardrailParts(Statement, guardrails ?? {}).flatMap(({ pointer, statement: part, guardrails: own }) =>
    compile({ Version, Statement: [part] }).map((statement) => ({
      statement,
      source: { target, document: name, type, pointer, guardrails: own },
    })),
  );
}
