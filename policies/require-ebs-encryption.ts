import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import type { ProbeContext } from './core/probe';
import { deny } from './core/statements';

/**
 * Actions that create volumes and have a condition key for their encryption.
 *
 * Not included on purpose: importing volumes and instances from other clouds, which cannot request encryption and uses the
 * account's default; restoring a volume from the Recycle Bin, which keeps its encryption; copying snapshots, which creates
 * no volume.
 */
const CREATION = ['ec2:CopyVolumes', 'ec2:CreateFleet', 'ec2:CreateVolume', 'ec2:RunInstances'];

/** A snapshot that the volume is created from has the key, too, and may be old: only the volume is checked. */
const VOLUMES = 'arn:*:ec2:*:*:volume/*';

export const requireEbsEncryption = guardrail({
  id: 'require-ebs-encryption',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Volumes are encrypted, and encryption by default stays enabled',
  rationale:
    'One call can share an unencrypted snapshot with everyone, but not an encrypted one. A request without the option is ' +
    'encrypted by the account’s default, which the platform enables in each Region and nobody else can disable. Denying ' +
    'only `CreateVolume`, as many policies do, misses the volumes of launches.',
  foundBy: ['EC2_EBS_ENCRYPTION_BY_DEFAULT', 'ENCRYPTED_VOLUMES'],
  references: [
    'CIS AWS Foundations Benchmark v5.0.0, 5.1.1; v3.0.0, 2.2.1',
    'https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html',
    'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html',
  ],
  exempt: 'platform',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [
    deny({
      Sid: 'Volumes',
      Action: CREATION,
      Resource: VOLUMES,
      // A positive operator: if the key is absent, the default applies.
      Condition: { Bool: { 'ec2:Encrypted': 'false' } },
    }),
    deny({ Sid: 'Default', Action: 'ec2:DisableEbsEncryptionByDefault', Resource: '*' }),
  ],
  probes: (_, place) => {
    const principal = developer(place);
    const at = `arn:aws:ec2:eu-central-1:${place.account}`;
    const unencrypted = { 'ec2:Encrypted': false };
    const encrypted = { 'ec2:Encrypted': true };
    const snapshot = { arn: 'arn:aws:ec2:eu-central-1::snapshot/snap-1', context: unencrypted };
    const make = (action: string, context: ProbeContext) => ({
      principal,
      action: `ec2:${action}`,
      resources: [{ arn: `${at}:volume/*`, context }, ...(action === 'CreateVolume' ? [snapshot] : [])],
    });
    const launch = (action: string, context: ProbeContext) => ({
      principal,
      action: `ec2:${action}`,
      resources: [
        { arn: `${at}:instance/*` },
        { arn: `${at}:subnet/subnet-1` },
        { arn: 'arn:aws:ec2:eu-central-1::image/ami-1' },
        { arn: `${at}:volume/*`, context },
      ],
    });
    const cases = [
      ...['CreateVolume', 'CopyVolumes'].map((action) => ({ action, call: make })),
      ...['RunInstances', 'CreateFleet'].map((action) => ({ action, call: launch })),
    ];
    return [
      ...cases.flatMap(({ action, call }) => [
        denied(`${action} creates an unencrypted volume`, call(action, unencrypted)),
        possible(`${action} creates an encrypted volume, even from an unencrypted snapshot`, call(action, encrypted)),
        possible(`${action} uses the default encryption`, call(action, {})),
      ]),
      denied('a developer creates an unencrypted volume in another partition', {
        principal,
        action: 'ec2:CreateVolume',
        resource: `arn:aws-us-gov:ec2:us-gov-west-1:${place.account}:volume/vol-1`,
        context: unencrypted,
      }),
      denied('a developer disables the default', { principal, action: 'ec2:DisableEbsEncryptionByDefault' }),
      possible('a developer enables the default', { principal, action: 'ec2:EnableEbsEncryptionByDefault' }),
      possible('a developer reads the default', { principal, action: 'ec2:GetEbsEncryptionByDefault' }),
      possible('a developer chooses another key', { principal, action: 'ec2:ModifyEbsDefaultKmsKeyId' }),
      ...['AttachVolume', 'CreateSnapshot', 'DeleteVolume', 'DetachVolume', 'ModifyVolume'].map((action) =>
        possible(`an existing unencrypted volume stays usable: ${action}`, make(action, unencrypted)),
      ),
      possible('a developer copies an unencrypted snapshot', {
        principal,
        action: 'ec2:CopySnapshot',
        resource: snapshot.arn,
        context: unencrypted,
      }),
    ];
  },
});
