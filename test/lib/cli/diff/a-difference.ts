import type { Difference, DifferenceChange } from '../../../../lib/analysis/difference/difference-file';
import type { Decision } from '../../../../lib/analysis/evaluate/request-line';

/** A difference that holds nothing but what is given. */
export function aDifference(more: Partial<Difference> = {}): Difference {
  return {
    formatVersion: 2,
    equal: (more.changes ?? []).length + (more.undecided ?? []).length + (more.trustedIds ?? []).length === 0,
    impossible: [],
    notCompared: [],
    access: [],
    edits: [],
    principals: [],
    changes: [],
    undecided: [],
    sameMeaning: [],
    effective: [],
    moves: [],
    trustedIds: [],
    exemptions: [],
    referenceDate: '2026-11-01',
    quota: [],
    ...more,
  };
}

const permitted: Decision = { id: 'witness', decision: 'permitted', exempt: null, by: [], missing: [] };

function denied(guardrail: string): Decision {
  const by = {
    target: 'root',
    document: 'rampart-root-1',
    type: 'SERVICE_CONTROL_POLICY' as const,
    pointer: '/Statement/0',
    guardrails: [guardrail],
  };
  return { id: 'witness', decision: 'denied', exempt: null, by: [by], missing: [] };
}

export function anOpening(more: Partial<DifferenceChange> = {}): DifferenceChange {
  return {
    kind: 'permitted',
    targets: ['Sandbox'],
    accounts: ['sandbox-one'],
    actions: ['iam:CreateUser', 'iam:CreateAccessKey'],
    openActions: null,
    parts: [],
    isDocumented: true,
    when: [{ key: 'principal', operator: 'matches', values: ['role/idp-*'] }],
    guardrails: ['deny-iam-users'],
    summary: 'In Sandbox (1 account), role/idp-* may now call `iam:CreateUser` and `iam:CreateAccessKey`',
    witness: {
      id: 'witness',
      account: 'sandbox-one',
      principal: 'arn:aws:iam::{account:sandbox-one}:role/idp-admin',
      action: 'iam:CreateUser',
      resource: '*',
      context: { 'aws:RequestedRegion': 'us-east-1' },
    },
    before: denied('deny-iam-users'),
    after: permitted,
    ...more,
  };
}

export function aTightening(more: Partial<DifferenceChange> = {}): DifferenceChange {
  return {
    kind: 'denied',
    targets: ['Workloads/Production'],
    accounts: ['shop-production', 'data-production'],
    actions: ['ec2:CreateVolume'],
    openActions: null,
    parts: [],
    isDocumented: true,
    when: [{ key: 'ec2:Encrypted', operator: 'absent', values: [] }],
    guardrails: ['require-ebs-encryption'],
    summary:
      'In Workloads/Production (2 accounts), nobody may call `ec2:CreateVolume` any more where `ec2:Encrypted` is absent',
    witness: {
      id: 'witness',
      account: 'shop-production',
      principal: 'arn:aws:iam::{account:shop-production}:role/developer',
      action: 'ec2:CreateVolume',
      resource: 'arn:aws:ec2:eu-central-1:{account:shop-production}:volume/*',
      context: { 'aws:RequestedRegion': 'eu-central-1' },
    },
    before: permitted,
    after: denied('require-ebs-encryption'),
    ...more,
  };
}

export function anUndecided(more: Partial<Difference['undecided'][number]> = {}): Difference['undecided'][number] {
  return {
    kind: null,
    targets: ['root'],
    accounts: ['shop-production'],
    actions: ['s3:GetObject'],
    openActions: 's3:Get*',
    guardrails: ['perimeter-trusted-identities'],
    reason: 'more than 16 patterns with stars inside',
    summary: 'Calls of `s3:Get*` may be decided otherwise',
    ...more,
  };
}

export function anImpossibleEdit(): Difference['impossible'][number] {
  return {
    kind: 'account-email-changed',
    target: 'sandbox-one',
    allowed: '`one@example.com`, as before',
    fix: 'write `one@example.com` again',
    summary: 'The e-mail address of the account `sandbox-one` changes from `one@example.com` to `two@example.com`.',
  };
}

/** One of everything. */
export function everything(): Difference {
  return aDifference({
    changes: [aTightening(), anOpening()],
    undecided: [anUndecided()],
    sameMeaning: [
      {
        kind: 'text',
        targets: ['root'],
        guardrails: ['deny-root-user'],
        documents: ['rampart-root-1'],
        summary: 'deny-root-user is written otherwise and means the same',
      },
    ],
    effective: [
      {
        targets: ['shop-production'],
        accounts: ['shop-production'],
        type: 'DECLARATIVE_POLICY_EC2',
        path: ['ec2_attributes', 'image_block_public_access', 'state'],
        before: 'block_new_sharing',
        after: null,
        guardrails: ['block-public-images-and-snapshots'],
        summary: 'image_block_public_access/state is no longer set for shop-production (before: block_new_sharing)',
      },
    ],
    moves: [
      {
        kind: 'account-moved',
        id: 'sandbox-one',
        before: 'Sandbox',
        after: 'Suspended',
        summary: 'sandbox-one moves from Sandbox to Suspended',
      },
    ],
    exemptions: [
      {
        kind: 'added',
        principal: 'arn:*:iam::*:role/idp-*',
        guardrails: ['deny-iam-users'],
        owner: 'identity@example.com',
        reason: 'Moves the last users',
        before: null,
        after: '2027-03-31T00:00:00Z',
        summary: 'arn:*:iam::*:role/idp-* is exempt from deny-iam-users until 2027-03-31T00:00:00Z',
      },
    ],
    quota: [
      {
        target: 'Workloads/Production',
        type: 'SERVICE_CONTROL_POLICY',
        documents: { before: 2, after: 3, allowed: 10 },
        characters: { before: 4_987, after: 5_120, allowed: 10_240 },
      },
    ],
  });
}
