import { alarm, guardrail, stackSetting, type Chapter } from '../control';

const AT_REST = [guardrail('require-ebs-encryption'), guardrail('require-rds-encryption')];
const KEYS = [guardrail('protect-kms-keys'), alarm('key-deletion')];
const APPLICATION = 'What an application stores is up to its owner.';
const KEY_OWNERS =
  "KMS keeps the material of its keys inside. Who may use a key is up to the key's policy, and so to its owner.";

/** PCI DSS 4.0.1, requirements 3 and 4. */
export const DATA: Chapter = {
  title: '3 and 4 Stored and transmitted account data',
  controls: [
    {
      number: '3.2.1',
      title: 'Account data is kept no longer than needed',
      remainder: `${APPLICATION} Set lifecycle rules on buckets and retention on log groups.`,
    },
    {
      number: '3.3.1.1',
      title: 'The full content of a track is not kept after authorization',
      remainder: APPLICATION,
    },
    { number: '3.3.1.3', title: 'The PIN is not kept after authorization', remainder: APPLICATION },
    {
      number: '3.3.2',
      title: 'Sensitive authentication data before authorization is encrypted',
      helpedBy: AT_REST,
      remainder: APPLICATION,
    },
    {
      number: '3.3.3',
      title: 'Issuers keep sensitive authentication data only as needed, and encrypted',
      helpedBy: AT_REST,
      remainder: APPLICATION,
    },
    {
      number: '3.5.1',
      title: 'Card numbers cannot be read where they are stored',
      helpedBy: [...AT_REST, guardrail('block-public-buckets'), guardrail('block-public-images-and-snapshots')],
      remainder: `${APPLICATION} Encryption of disks alone is not enough: 3.5.1.2.`,
    },
    {
      number: '3.5.1.1',
      title: 'Hashes of card numbers need a key',
      helpedBy: KEYS,
      remainder: APPLICATION,
    },
    {
      number: '3.5.1.3',
      title: 'Encryption of disks has access of its own, apart from the system',
      helpedBy: [
        ...AT_REST,
        ...KEYS,
        guardrail('block-public-images-and-snapshots'),
        guardrail('deny-external-sharing'),
      ],
      remainder: KEY_OWNERS,
    },
    {
      number: '3.6.1',
      title: 'Keys that protect account data are protected',
      helpedBy: KEYS,
      remainder: KEY_OWNERS,
    },
    {
      number: '3.6.1.2',
      title: 'Secret and private keys are stored in a secure form',
      helpedBy: KEYS,
      remainder: KEY_OWNERS,
    },
    {
      number: '3.6.1.3',
      title: 'As few people as possible have access to keys in clear text',
      helpedBy: KEYS,
      remainder: KEY_OWNERS,
    },
    {
      number: '3.6.1.4',
      title: 'Keys are stored in as few places as possible',
      helpedBy: KEYS,
      remainder: KEY_OWNERS,
    },
    {
      number: '3.7.1',
      title: 'Keys are made strong',
      remainder: 'KMS and ACM make strong keys. Keys that are made elsewhere are up to whoever makes them.',
    },
    {
      number: '3.7.2',
      title: 'Keys are distributed securely',
      helpedBy: KEYS,
      remainder: KEY_OWNERS,
    },
    {
      number: '3.7.4',
      title: 'Keys are changed at the end of their time',
      helpedBy: [stackSetting('archive-key-rotation')],
      remainder: "Nothing switches rotation on for a team's key: the owner acts on the finding.",
    },
    {
      number: '3.7.6',
      title: 'Nobody alone holds a key in clear text',
      remainder: KEY_OWNERS,
    },
    {
      number: '3.7.7',
      title: 'Keys cannot be replaced without authorization',
      helpedBy: KEYS,
      remainder: KEY_OWNERS,
    },
    {
      number: '4.2.1',
      title: 'Card numbers are encrypted on open networks',
      helpedBy: [guardrail('require-tls'), stackSetting('archive-tls')],
      remainder: 'Load balancers, distributions, APIs and databases: the owner acts on the finding.',
    },
    {
      number: '4.2.1.1',
      title: 'Trusted keys and certificates are in an inventory',
      remainder: 'ACM and KMS list their own. Someone keeps the inventory of all others.',
    },
  ],
};
