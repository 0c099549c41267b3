import { compile } from '../../iam/evaluation/compile';
import type { AccountStanding } from '../../iam/evaluation/binding';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import { parsePolicy } from '../../iam/grammar/parse-policy';
import { Level, type PlacedStatement } from '../../iam/evaluation/judge';
import { memoize } from '../../iam/memoize';
import type { Membership } from '../../iam/evaluation/request-context';
import type { GuardrailsDocument, GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import { mapStrings } from '../../model/placeholder';
import { idsOf, isAccount, placeholderResolver } from './example-ids';
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
export function buildDirectory(file: GuardrailsFile): Directory {
  const ids = idsOf(file);
  const targets = new Map(file.targets.map((target) => [target.id, target]));
  const chain = memoize((id: string): readonly GuardrailsTarget[] => {
    const target = targets.get(id);
    if (target === undefined) return [];
    return target.parent === undefined ? [target] : [...chain(target.parent), target];
  });
  const path = memoize((id: string): string => {
    const above = chain(id).filter((target) => !isAccount(target));
    return [ids.organization, ...above.map((target) => ids.ofTarget.get(target.id) ?? ''), ''].join('/');
  });
  const resolve = placeholderResolver(ids, (unit) => (targets.has(unit) ? path(unit) : undefined));
  // A foreign file knows nothing of our placeholders, so that braces in it are its own.
  const fill = file.placements === undefined ? (text: string): string => text : resolve;
  const levels = levelsBuilder(file, chain, fill);

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
  const root = file.targets.find(({ kind }) => kind === 'root')?.id ?? '';
  accounts.set(managementAccount, known(managementAccount, root, 'management-account'));
  for (const target of file.targets.filter(isAccount)) {
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
    accountNames: file.targets.filter(isAccount).map(({ id }) => id),
    resolve: fill,
  };
}

/** Levels are made once for each target, when an account below it is first asked about. */
function levelsBuilder(
  file: GuardrailsFile,
  chain: (id: string) => readonly GuardrailsTarget[],
  fill: (text: string) => string,
): (id: string) => Levels {
  const attached = new Map<string, PlacedDocument[]>();
  for (const document of file.documents) {
    const statements = memoize((target: string) => placeStatements(document, target, fill));
    for (const target of document.targets) {
      const there = attached.get(target) ?? [];
      attached.set(target, there);
      there.push({ type: document.type, statements: () => statements(target) });
    }
  }
  const levelsAt = memoize((id: string): Readonly<Record<ControlPolicyType, Level<Denial>>> => {
    const documents = attached.get(id) ?? [];
    const fullAccess = chain(id).at(-1)?.fullAwsAccess !== false;
    const level = (type: ControlPolicyType, allowsEverything: boolean): Level<Denial> =>
      new Level(
        documents.filter((document) => document.type === type).flatMap((document) => document.statements()),
        allowsEverything,
        { target: id, document: null, type, pointer: null, guardrails: [] },
      );
    // `RCPFullAWSAccess` cannot be detached.
    return { SERVICE_CONTROL_POLICY: level(SCP, fullAccess), RESOURCE_CONTROL_POLICY: level(RCP, true) };
  });
  return memoize((id) => {
    const above = chain(id).map((target) => levelsAt(target.id));
    return {
      SERVICE_CONTROL_POLICY: above.map((level) => level[SCP]).filter((level) => !level.isSilent),
      RESOURCE_CONTROL_POLICY: above.map((level) => level[RCP]).filter((level) => !level.isSilent),
    };
  });
}

const SCP = 'SERVICE_CONTROL_POLICY';
const RCP = 'RESOURCE_CONTROL_POLICY';

interface PlacedDocument {
  readonly type: ControlPolicyType;
  readonly statements: () => readonly PlacedStatement<Denial>[];
}

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
