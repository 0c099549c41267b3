import type { Oracle, OraclePolicies, OracleRequest } from '../../tools/oracle/client';
import { resourcesOf, type Resource, type TemplateJson } from '../support/synthesize';
import {
  ACCESS_CASES,
  CALLERS,
  COPIES,
  MEMBER,
  type AccessCase,
  type BackupTarget,
  type CallerId,
} from './backups-access';
import type { BackupTemplates } from './backups-templates';
import { boundBy, keysOfCall, keysOfCaller, principalOf, type Caller } from './caller';
import { keyArnIn, resolveTemplate, type StackPlace } from './resolve-template';
import type { World } from './world';

/** With all guardrails, or with none: what the policies of vaults and keys hold by themselves. */
type Guarding = 'guarded' | 'unguarded';

const NO_GUARDRAILS: OraclePolicies = { serviceControlPolicies: [], resourceControlPolicies: [] };

/** A vault or a key as somebody finds it who calls. */
interface Found {
  readonly arn: string;
  /** The key of the account that holds it. */
  readonly holder: string;
  /** Undefined: it has none. */
  readonly policy: object | undefined;
}

/** Callers, in their order, by what each case says. */
export type Access = Readonly<Record<string, readonly CallerId[]>>;

/** Who can do what, judged together with the policies of the templates. Guardrails bind no service-linked role. */
export async function judgeBackups(
  oracle: Oracle,
  world: World,
  templates: BackupTemplates,
  guarding: Guarding,
  cases: readonly AccessCase[] = ACCESS_CASES,
): Promise<Access> {
  const found = findTargets(templates, world);
  const limits = limitsOf(templates, world);
  const access: Record<string, CallerId[]> = Object.fromEntries(cases.map(({ what }) => [what, []]));
  for (const [id, caller] of Object.entries<Caller>(CALLERS) as [CallerId, Caller][])
    for (const holder of [MEMBER, COPIES]) {
      const asked = cases.filter((one) => holderOf(one, caller) === holder);
      const policies =
        guarding === 'guarded' && !caller.principal.includes('/aws-service-role/')
          ? world.guardrails(boundBy(caller, world), holder)
          : NO_GUARDRAILS;
      const requests = asked.map((one) => requestOf(caller, one, { found, limits, world }));
      const { answers } = asked.length === 0 ? { answers: [] } : await oracle.ask(policies, requests);
      asked.forEach(({ what }, index) => {
        if (answers[index] === 'Allowed') access[what]?.push(id);
      });
    }
  return access;
}

/** The vaults and keys with their policies, as CloudFormation makes them. */
export function findTargets({ member, copies }: BackupTemplates, world: World): Readonly<Record<BackupTarget, Found>> {
  const [own, theirs] = [resolved(member, MEMBER, world), resolved(copies, COPIES, world)];
  return {
    vault: vaultOf(own, MEMBER, world),
    copyVault: vaultOf(theirs, COPIES, world),
    vaultKey: keyOf(own, 'Encryption', MEMBER, world),
    copyKey: keyOf(theirs, 'Encryption', COPIES, world),
    storageKey: keyOf(own, 'Storage', MEMBER, world),
    nothing: { arn: '*', holder: MEMBER, policy: undefined },
  };
}

function placeOf(account: string, world: World): StackPlace {
  return {
    account: world.account(account).number,
    region: world.homeRegion,
    parameters: { OrganizationId: world.organization },
  };
}

function resolved(template: TemplateJson, account: string, world: World): TemplateJson {
  return resolveTemplate(template, placeOf(account, world));
}

function vaultOf(template: TemplateJson, holder: string, world: World): Found {
  const [[, { Properties = {} }] = fail('no vault')] = resourcesOf(template, 'AWS::Backup::BackupVault');
  const name = String(Properties['BackupVaultName']);
  return {
    arn: `arn:aws:backup:${world.homeRegion}:${world.account(holder).number}:backup-vault:${name}`,
    holder,
    policy: Properties['AccessPolicy'] as object,
  };
}

function keyOf(template: TemplateJson, part: string, holder: string, world: World): Found {
  const [, { Properties = {} }] =
    resourcesOf(template, 'AWS::KMS::Key').find(([id]) => id.startsWith(part)) ?? fail(`no key ${part}`);
  return { arn: keyArnIn(placeOf(holder, world)), holder, policy: Properties['KeyPolicy'] as object };
}

/** What the role of AWS Backup may not do. What it may is AWS's to say, and here everything. */
function limitsOf({ member }: BackupTemplates, world: World): readonly object[] {
  return resourcesOf(resolved(member, MEMBER, world), 'AWS::IAM::ManagedPolicy').flatMap(
    ([, { Properties }]: readonly [string, Resource]) =>
      (Properties?.['PolicyDocument'] as { readonly Statement: readonly object[] }).Statement,
  );
}

function fail(message: string): never {
  throw new Error(message);
}

/** Calls without a target are made in the caller's own account, of those that the tables name. */
function holderOf({ on }: AccessCase, { account }: Caller): string {
  if (on === 'nothing') return account === COPIES ? COPIES : MEMBER;
  return on === 'copyVault' || on === 'copyKey' ? COPIES : MEMBER;
}

interface Scene {
  readonly found: Readonly<Record<BackupTarget, Found>>;
  readonly limits: readonly object[];
  readonly world: World;
}

function requestOf(caller: Caller, one: AccessCase, { found, limits, world }: Scene): OracleRequest {
  const { arn, policy } = found[one.on];
  const holder = holderOf(one, caller);
  const { number } = world.account(holder);
  const fill = (text: string): string => text.replaceAll('{account}', number).replaceAll('{region}', world.homeRegion);
  const isKey = one.on.endsWith('Key');
  const isBackup = caller.principal === 'role/platform/backup';
  return {
    principal: principalOf(caller, world),
    action: one.action,
    resource: fill(one.resource ?? arn),
    account: number,
    context: {
      ...keysOfCaller(caller, world),
      ...keysOfCall(world, holder),
      ...(isKey
        ? {
            'kms:CallerAccount': principalOf(caller, world).split(':')[4] ?? '',
            'aws:ResourceTag/rampart:backup': 'key',
          }
        : {}),
      ...Object.fromEntries(Object.entries(one.context ?? {}).map(([key, value]) => [key, fill(value)])),
    },
    ...(isBackup
      ? {
          identityPolicy: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }, ...limits],
          },
        }
      : {}),
    ...(policy === undefined ? {} : { resourcePolicy: policy }),
  };
}
