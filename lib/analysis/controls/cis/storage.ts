import { guardrail, guardrailOfAll, stackSetting, type Chapter } from '../control';

/** CIS AWS Foundations Benchmark 5.0, chapter 2. */
export const STORAGE: Chapter = {
  title: '2 Storage',
  controls: [
    {
      number: '2.1.1',
      earlier: '2.1.1',
      title: 'Buckets deny plain HTTP',
      metBy: [guardrailOfAll('require-tls')],
      helpedBy: [stackSetting('archive-tls')],
    },
    {
      number: '2.1.2',
      earlier: '2.1.2',
      title: 'Buckets need MFA to delete versions',
      helpedBy: [guardrail('require-mfa-for-destruction'), stackSetting('archive-lock')],
      remainder:
        "Only the root user of a bucket's account can switch it on, which `deny-root-user` denies. Use versions, an object " +
        'lock and backups instead.',
    },
    {
      number: '2.1.3',
      earlier: '2.1.3',
      title: 'Data in buckets is found, classified and secured',
      remainder: 'Nothing here looks into objects. Use Amazon Macie or a similar tool where personal data may be.',
    },
    {
      number: '2.1.4',
      earlier: '2.1.4',
      title: 'Public access to buckets is blocked',
      metBy: [guardrailOfAll('block-public-buckets')],
    },
    {
      number: '2.2.1',
      earlier: '2.3.1',
      title: 'Databases of RDS are encrypted',
      metBy: [guardrail('require-rds-encryption')],
    },
    {
      number: '2.2.2',
      earlier: '2.3.2',
      title: 'Databases of RDS install minor versions by themselves',
      remainder: 'Nothing requires it at creation, because there is no condition key: the owner acts on the finding.',
    },
    {
      number: '2.2.3',
      earlier: '2.3.3',
      title: 'Databases of RDS are not public',
      helpedBy: [guardrail('block-public-vpc'), guardrail('deny-internet-access')],
      remainder: 'Outside of networks that are closed as a whole, the owner acts on the finding.',
    },
    {
      number: '2.2.4',
      earlier: null,
      title: 'Databases of RDS run in several Availability Zones',
      remainder: "Whether a database needs it is its owner's choice: it doubles the price.",
    },
    {
      number: '2.3.1',
      earlier: '2.4.1',
      title: 'File systems of EFS are encrypted',
      remainder:
        'No guardrail requires it yet: the owner acts on the finding. A file system cannot be encrypted later.',
    },
  ],
};
