import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import type { Probe, ProbePlace } from './core/probe';
import { actionsOf } from './core/action-group';
import { deny, INSTANCES } from './core/statements';
import { EXPENSIVE, LONG_LOCKS, MARKETPLACE } from './data/expensive-actions';
import { EXPENSIVE_FAMILIES, familyPatterns, familySchema } from './data/instance-families';

const schema = z.strictObject({
  families: z
    .array(familySchema)
    .default(EXPENSIVE_FAMILIES)
    .describe('Instance families that cannot be launched, such as `p`; an empty list: none'),
  denyLongLocks: z
    .boolean()
    .default(false)
    .describe(
      'Whether locks that nobody can remove for years are denied: for sandboxes, never where evidence is stored',
    ),
});

type Parameters = z.output<typeof schema>;

/** A positive operator: a launch, fleet or change without a type stays possible. */
function denyFamilies(families: readonly string[]) {
  const types = familyPatterns([...new Set(families)]);
  return [
    deny({
      Sid: 'Families',
      Action: ['ec2:CreateFleet', 'ec2:RunInstances'],
      Resource: INSTANCES,
      Condition: { StringLike: { 'ec2:InstanceType': types } },
    }),
    deny({
      Sid: 'Resize',
      Action: 'ec2:ModifyInstanceAttribute',
      Resource: INSTANCES,
      Condition: { StringLike: { 'ec2:Attribute/InstanceType': types } },
    }),
  ];
}

function purchaseProbes(place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const call = (action: string) => ({ principal, action });
  const forBedrock = { 'aws:CalledViaLast': 'bedrock.amazonaws.com', 'aws:ViaAWSService': true };
  const marketplace = ['AcceptAgreementApprovalRequest', 'AcceptAgreementPaymentRequest', 'AcceptAgreementRequest'];
  return [
    denied('a developer creates a private CA', call('acm-pca:CreateCertificateAuthority')),
    denied('a developer subscribes to Shield Advanced', call('shield:CreateSubscription')),
    denied('a developer orders an Outpost', call('outposts:CreateOrder')),
    denied('a developer creates an Outpost', call('outposts:CreateOutpost')),
    denied('a developer renews an Outpost', call('outposts:CreateRenewal')),
    denied('a developer orders a Snow device', call('snowball:CreateJob')),
    denied('a developer orders a Snow cluster', call('snowball:CreateCluster')),
    denied('a developer orders a Snow device for years', call('snowball:CreateLongTermPricing')),
    denied('a developer extends a Snow contract', call('snowball:UpdateLongTermPricing')),
    denied('a developer allocates a dedicated host', call('ec2:AllocateHosts')),
    denied('a developer registers a domain', call('route53domains:RegisterDomain')),
    denied('a developer transfers a domain', call('route53domains:TransferDomain')),
    ...[...marketplace, 'CreateAgreementRequest', 'Subscribe'].flatMap((action) => [
      denied(`a developer buys in the Marketplace: ${action}`, call(`aws-marketplace:${action}`)),
      possible(`Bedrock subscribes to a model for a developer: ${action}`, {
        ...call(`aws-marketplace:${action}`),
        context: forBedrock,
      }),
    ]),
    denied('another service buys in the Marketplace for a developer', {
      ...call('aws-marketplace:Subscribe'),
      context: { 'aws:CalledViaLast': 'cloudformation.amazonaws.com', 'aws:ViaAWSService': true },
    }),
    possible('a developer requests an ordinary certificate', call('acm:RequestCertificate')),
    possible('a developer issues a certificate of an existing private CA', call('acm-pca:IssueCertificate')),
    possible('a developer reports on an existing private CA', call('acm-pca:CreateCertificateAuthorityAuditReport')),
    possible('a developer renews a domain', call('route53domains:RenewDomain')),
    possible('a domain moves to another AWS account', call('route53domains:TransferDomainToAnotherAwsAccount')),
    possible('a developer looks at the Marketplace', call('aws-marketplace:ViewSubscriptions')),
  ];
}

function familyProbes({ families }: Parameters, place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const at = `arn:aws:ec2:eu-central-1:${place.account}`;
  const subnet = { arn: `${at}:subnet/subnet-1` };
  const launch = (type: string, action = 'ec2:RunInstances') => ({
    principal,
    action,
    resources: [{ arn: `${at}:instance/*`, context: { 'ec2:InstanceType': type } }, subnet],
  });
  const resize = (type: string) => ({
    principal,
    action: 'ec2:ModifyInstanceAttribute',
    resource: `${at}:instance/i-1`,
    context: { 'ec2:InstanceType': 't3.micro', 'ec2:Attribute/InstanceType': type },
  });
  const types = families.flatMap((family) =>
    ['1', '2', '3', '4', '5', '6', '7', '8', '9', '-'].flatMap((next) => [
      `${family}${next}xn.48xlarge`,
      `${family}${next}.large`,
    ]),
  );
  return [
    ...types.flatMap((type) => [
      denied(`a developer launches ${type}`, launch(type)),
      denied(`a developer requests a fleet of ${type}`, launch(type, 'ec2:CreateFleet')),
      denied(`a developer switches an instance to ${type}`, resize(type)),
    ]),
    ...['t3.micro', 'm7i.large'].flatMap((type) => [
      possible(`a developer launches ${type}`, launch(type)),
      possible(`a developer requests a fleet of ${type}`, launch(type, 'ec2:CreateFleet')),
      possible(`a developer switches an instance to ${type}`, resize(type)),
    ]),
    possible('a developer launches a family that only starts with the same letter', launch('pico1.large')),
    possible('a developer launches a type without a size', launch('p5')),
    ...[`${at}:fleet/*`, `${at}:instance/*`].map((resource) =>
      possible('a fleet takes the type from its template', { principal, action: 'ec2:CreateFleet', resource }),
    ),
    ...['ec2:RunInstances', 'ec2:CreateFleet', 'ec2:ModifyInstanceAttribute'].map((action) =>
      possible(`the type belongs to a resource that is not an instance: ${action}`, {
        principal,
        action,
        resource: `${at}:volume/vol-1`,
        context: { 'ec2:InstanceType': 'p5.48xlarge', 'ec2:Attribute/InstanceType': 'p5.48xlarge' },
      }),
    ),
    possible('a developer changes another attribute of an instance', {
      principal,
      action: 'ec2:ModifyInstanceAttribute',
      resource: `${at}:instance/i-1`,
      context: { 'ec2:InstanceType': 't3.micro' },
    }),
    possible('a developer stops an instance of an expensive family', {
      principal,
      action: 'ec2:StopInstances',
      resource: `${at}:instance/i-1`,
      context: { 'ec2:InstanceType': 'p5.48xlarge' },
    }),
  ];
}

function lockProbes({ denyLongLocks }: Parameters, place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const lock = denyLongLocks ? denied : possible;
  const locks = [
    's3:PutBucketObjectLockConfiguration',
    's3:PutObjectRetention',
    's3:PutObjectLegalHold',
    'glacier:InitiateVaultLock',
    'glacier:CompleteVaultLock',
    'backup:PutBackupVaultLockConfiguration',
    'backup:CreateLogicallyAirGappedBackupVault',
    'backup:CreateLegalHold',
    'ec2:LockSnapshot',
    'rbin:LockRule',
  ];
  return [
    ...locks.map((action) => lock(`a developer sets a lock for years: ${action}`, { principal, action })),
    possible('a developer makes a snapshot', { principal, action: 'ec2:CreateSnapshot' }),
    possible('a developer stores an object', { principal, action: 's3:PutObject', resource: 'arn:aws:s3:::orders/1' }),
  ];
}

export const denyExpensiveServices = guardrail({
  id: 'deny-expensive-services',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Services and instance families that immediately cost hundreds of dollars cannot be bought',
  rationale:
    'A single call, made by mistake or by an attacker, can cost thousands of dollars: a private CA, Shield Advanced, a ' +
    'rack, a GPU cluster, a Marketplace contract. Most of them cannot be canceled the next day.',
  foundBy: { nothing: 'AWS Config does not judge what something costs.' },
  references: [
    'https://docs.aws.amazon.com/marketplace/latest/buyerguide/buyer-iam-users-groups-policies.html',
    'https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html',
  ],
  exempt: 'platform',
  parameters: schema.prefault({}),
  statements: ({ families, denyLongLocks }) => [
    deny({ Sid: 'Purchases', Action: actionsOf(EXPENSIVE), Resource: '*' }),
    deny({
      Sid: 'Marketplace',
      Action: MARKETPLACE.actions,
      Resource: '*',
      // Absent on direct calls, which are therefore denied.
      Condition: { StringNotEquals: { 'aws:CalledViaLast': 'bedrock.amazonaws.com' } },
    }),
    ...(families.length > 0 ? denyFamilies(families) : []),
    ...(denyLongLocks ? [deny({ Sid: 'LongLocks', Action: LONG_LOCKS.actions, Resource: '*' })] : []),
  ],
  variants: [
    { name: 'with long locks denied', parameters: { denyLongLocks: true } },
    { name: 'with one family', parameters: { families: ['p'] } },
    { name: 'without families', parameters: { families: [] } },
  ],
  probes: (parameters, place) => [
    ...purchaseProbes(place),
    ...familyProbes(parameters, place),
    ...lockProbes(parameters, place),
  ],
});
