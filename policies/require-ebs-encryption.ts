import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import type { ProbeContext } from './core/probe';
import { deny } from './core/statements';

/**
 * What makes volumes and says of them, to guardrails, whether they are encrypted.
 *
 * Left out on purpose: importing volumes and instances from other clouds, which cannot ask for encryption and relies on
 * the account's default; restoring a volume from the Recycle Bin, which is as encrypted as it was; copying snapshots,
 * which makes no volume.
 */
const CREATION = ['ec2:CopyVolumes', 'ec2:CreateFleet', 'ec2:CreateVolume', 'ec2:RunInstances'];

/** The snapshot that a volume is made from carries the key as well, and may be an old one: only the volume counts. */
const VOLUMES = 'arn:*:ec2:*:*:volume/*';

export const requireEbsEncryption = guardrail({
  id: 'require-ebs-encryption',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Volumes are encrypted, and the default that encrypts them stays on',
  rationale:
    'An unencrypted snapshot can be shared with the whole world by one call; an encrypted one cannot. A request that does ' +
    'not ask for encryption gets it from the account’s default, which the platform switches on in each Region and nobody ' +
    'else can switch off. Denying `CreateVolume` alone, as is often seen, leaves the volumes of launches out.',
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
      // A positive operator: where the key is absent, the default decides.
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
        denied(`${action} makes an unencrypted volume`, call(action, unencrypted)),
        possible(`${action} makes an encrypted volume, from an unencrypted snapshot too`, call(action, encrypted)),
        possible(`${action} leaves encryption to the default`, call(action, {})),
      ]),
      denied('a developer makes an unencrypted volume in another partition', {
        principal,
        action: 'ec2:CreateVolume',
        resource: `arn:aws-us-gov:ec2:us-gov-west-1:${place.account}:volume/vol-1`,
        context: unencrypted,
      }),
      denied('a developer switches the default off', { principal, action: 'ec2:DisableEbsEncryptionByDefault' }),
      possible('a developer switches the default on', { principal, action: 'ec2:EnableEbsEncryptionByDefault' }),
      possible('a developer looks at the default', { principal, action: 'ec2:GetEbsEncryptionByDefault' }),
      possible('a developer chooses another key', { principal, action: 'ec2:ModifyEbsDefaultKmsKeyId' }),
      ...['AttachVolume', 'CreateSnapshot', 'DeleteVolume', 'DetachVolume', 'ModifyVolume'].map((action) =>
        possible(`what is left unencrypted stays usable: ${action}`, make(action, unencrypted)),
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
