import { compile, type CompiledStatement } from '../../iam/evaluation/compile';
import type { AccountStanding } from '../../iam/evaluation/binding';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import { parsePolicy } from '../../iam/grammar/parse-policy';
import { Level } from '../../iam/evaluation/judge';
import { memoize } from '../../iam/memoize';
import type { Membership } from '../../iam/evaluation/request-context';
import type { GuardrailsDocument, GuardrailsTarget } from '../../model/guardrails-file';
import { mapStrings } from '../../model/placeholder';
import { exampleIds, placeholderResolver } from './example-ids';
import { isFromAws } from '../../model/is-from-aws';
import { isAccount, isManaging, type GuardrailsTree } from './guardrails-tree';
import { guardrailParts, type GuardrailPart } from './provenance';
import type { Denial } from './request-line';

/** An account of the organization. */
export interface KnownAccount {
  readonly number: string;
  /** Whether the file does not give the number, so that this one is an example. */
  readonly isExample: boolean;
  readonly standing: Exclude<AccountStanding, 'outside'>;
  readonly membership: Membership;
  /** The targets from the root down to the account; empty for a management account that the file does not list. */
  readonly targets: readonly GuardrailsTarget[];
  /** From the root down; levels that permit everything are omitted. */
  readonly levels: Readonly<Record<ControlPolicyType, readonly Level<Denial>[]>>;
}

/** A statement at a target, or a guardrail's part of one, ready to be evaluated. */
export interface PlacedPart extends GuardrailPart {
  readonly document: GuardrailsDocument;
  readonly compiled: CompiledStatement;
  /** How decisions and traces name it: always this object. */
  readonly source: Denial;
}

/** The accounts of an organization, and the policies that bind them. */
export interface Directory {
  readonly tree: GuardrailsTree;
  /** By name or number. */
  readonly findAccount: (nameOrNumber: string) => KnownAccount | undefined;
  /** Replaces placeholders by ids, if the file may use any. */
  readonly resolve: (text: string) => string;
  /** The statements attached to the target itself, in the order of the file, as they are written. */
  readonly partsAt: (target: string) => readonly PlacedPart[];
}

type Levels = KnownAccount['levels'];

/**
 * Prepares a file for many requests. What belongs to a target is made when an account below it is first needed.
 *
 * @throws if AWS would refuse a document: check the file with `findFileProblems` first
 */
export function buildDirectory(tree: GuardrailsTree): Directory {
  const { file } = tree;
  const ids = exampleIds(tree);
  const path = memoize((id: string): string => {
    const above = tree.downTo(id).filter((target) => !isAccount(target));
    return [ids.organization, ...above.map((target) => ids.ofUnit.get(target.id) ?? ''), ''].join('/');
  });
  // A foreign file does not use our placeholders: braces in it are its own.
  const resolve = isFromAws(file)
    ? (text: string): string => text
    : placeholderResolver(ids, (unit) => (tree.find(unit) === undefined ? undefined : path(unit)));
  const partsAt = memoize((target: string) =>
    tree.documentsAt(target).flatMap((document) => placeParts(document, target, resolve)),
  );
  const levels = levelsReader(tree, partsAt);

  const accounts = new Map<string, KnownAccount>();
  const known = (
    id: string,
    { number, isExample, standing, targets }: Omit<KnownAccount, 'membership' | 'levels'>,
  ): KnownAccount => ({
    number,
    isExample,
    standing,
    targets,
    membership: { organization: ids.organization, path: path(id) },
    get levels() {
      return levels(id);
    },
  });
  const { managementAccount } = file.organization;
  const root = tree.units.find(({ kind }) => kind === 'root')?.id ?? '';
  accounts.set(
    managementAccount,
    known(root, { number: managementAccount, isExample: false, standing: 'management-account', targets: [] }),
  );
  for (const target of tree.accounts) {
    const number = ids.ofAccount.get(target.id) ?? '';
    const managing = isManaging(target, file);
    const account = known(target.id, {
      number,
      isExample: !managing && (target.accountId ?? null) === null,
      standing: managing ? 'management-account' : 'member',
      targets: tree.downTo(target.id),
    });
    accounts.set(number, account).set(target.id, account);
  }
  return { tree, findAccount: (nameOrNumber) => accounts.get(nameOrNumber), resolve, partsAt };
}

const SCP = 'SERVICE_CONTROL_POLICY';
const RCP = 'RESOURCE_CONTROL_POLICY';

function levelsReader(tree: GuardrailsTree, partsAt: Directory['partsAt']): (target: string) => Levels {
  const levelsAt = memoize((id: string): Readonly<Record<ControlPolicyType, Level<Denial>>> => {
    const fullAccess = tree.find(id)?.fullAwsAccess !== false;
    const level = (type: ControlPolicyType, allowsEverything: boolean): Level<Denial> =>
      new Level(
        partsAt(id)
          .filter(({ document }) => document.type === type)
          .map(({ compiled, source }) => ({ statement: compiled, source })),
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

function placeParts(
  document: GuardrailsDocument,
  target: string,
  resolve: (text: string) => string,
): readonly PlacedPart[] {
  const { name, type, content, guardrails = {} } = document;
  const parsed = parsePolicy(mapStrings(content, resolve), type);
  if (parsed.kind === 'problems') {
    const [first] = parsed.problems;
    throw new Error(`AWS would refuse the policy ${name}: ${first?.pointer ?? ''} ${first?.message ?? ''}`);
  }
  return guardrailParts(content.Statement, guardrails).flatMap((part) =>
    compile({ Version: content.Version, Statement: [mapStrings(part.statement, resolve)] }).map((compiled) => ({
      ...part,
      document,
      compiled,
      source: { target, document: name, type, pointer: part.pointer, guardrails: part.guardrails },
    })),
  );
}
