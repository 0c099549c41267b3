import { findAccessEdits } from '../../../../lib/analysis/difference/access-edits';
import { matchTargets } from '../../../../lib/analysis/evaluate/match-targets';
import type { Statement } from '../../../../lib/iam/statement';
import type { GuardrailsFile, GuardrailsPeople } from '../../../../lib/model/guardrails-file';
import type { Organization } from '../../../../lib/model/organization';
import { accessFacts } from '../../../../lib/analysis/assemble/access-facts';
import { renderGuardrailsFile } from '../../../../lib/analysis/assemble/guardrails-file';
import { parseGuardrailsFile } from '../../../../lib/cli/input/read-guardrails-file';
import { theExample } from '../../../support/the-example';
import { BEFORE } from './golden-edits';

const { organization: EXAMPLE } = theExample();

function tell(before: GuardrailsFile, after: GuardrailsFile): readonly string[] {
  return findAccessEdits(before, after, matchTargets(before, after)).map(
    ({ isOpening, summary }) => `${isOpening ? '+' : ' '} ${summary}`,
  );
}

/** The file of the example with the facts of an edited organization, whose policies stay. */
function configured(edit: (organization: Organization) => Partial<Organization>): GuardrailsFile {
  const access = accessFacts({ ...EXAMPLE, ...edit(EXAMPLE) });
  return { ...BEFORE, organization: { ...BEFORE.organization, access } };
}

function withPeople(edit: (people: GuardrailsPeople) => Partial<GuardrailsPeople>): GuardrailsFile {
  const { access } = BEFORE.organization;
  if (access?.people === undefined) throw new Error('the example has people');
  const people = { ...access.people, ...edit(access.people) };
  return { ...BEFORE, organization: { ...BEFORE.organization, access: { ...access, people } } };
}

type Assignments = NonNullable<Organization['identity']>['assignments'];

function withAssignments(edit: (assignments: Assignments) => Assignments): GuardrailsFile {
  return configured(({ identity }) => ({
    identity: identity && { ...identity, assignments: edit(identity.assignments) },
  }));
}

function assignedTo(...to: readonly string[]): GuardrailsFile {
  return withAssignments((all) => {
    const [first] = all;
    if (first === undefined) throw new Error('the example has assignments');
    return [...all, { ...first, group: 'platform', permissionSet: 'security', to }];
  });
}

const PARTNER = '`observability`';

function withPartner(edit: Partial<Organization['partners'][number]>): GuardrailsFile {
  return configured(({ partners }) => ({ partners: partners.map((each) => ({ ...each, ...edit })) }));
}

describe('an assignment', () => {
  test('that is added is an opening, with who, what and where', () => {
    const after = assignedTo('shop-production');
    const summary = '`platform` get `security` in `shop-production`.';
    expect(tell(BEFORE, after)).toEqual([`+ Grants: the people of ${summary}`]);
    expect(tell(after, BEFORE)).toEqual([`  Revokes: the people of ${summary.replace('get', 'no longer get')}`]);
  });

  test('to a unit is one sentence, because it reaches later accounts, too', () => {
    const end = '`security` in every account below `Sandbox`, also in later ones';
    const after = assignedTo('Sandbox');
    expect(tell(BEFORE, after)).toEqual([`+ Grants: the people of \`platform\` get ${end}: now \`sandbox-one\`.`]);
    expect(tell(after, BEFORE)).toEqual([
      `  Revokes: the people of \`platform\` no longer get ${end}: until now \`sandbox-one\`.`,
    ]);
  });

  test('to a unit without accounts is told, because accounts may come', () => {
    const empty: GuardrailsFile = configured((organization) => ({
      accounts: organization.accounts.filter(({ unit }) => unit !== 'Sandbox'),
      identity: organization.identity && {
        ...organization.identity,
        assignments: organization.identity.assignments.filter(({ to }) => !to.includes('Sandbox')),
      },
    }));
    const assigned = withPeople(() => ({
      ...empty.organization.access?.people,
      inherited: [{ permissionSet: 'security', group: 'platform', target: 'Sandbox' }],
    }));
    const none = withPeople(() => ({ ...empty.organization.access?.people, inherited: [] }));
    expect(tell(none, assigned)).toEqual([
      '+ Grants: the people of `platform` get `security` in every account below `Sandbox`, also in later ones.',
    ]);
  });

  test('that a new account has by its unit is told, and is no opening', () => {
    const account = EXAMPLE.accounts.find(({ key }) => key === 'sandbox-one');
    if (account === undefined) throw new Error('the example has sandbox-one');
    const joined = configured(({ accounts }) => ({ accounts: [...accounts, { ...account, key: 'sandbox-two' }] }));
    const target = { id: 'sandbox-two', kind: 'account', parent: 'Sandbox', accountId: null } as const;
    const after = { ...joined, targets: [...joined.targets, target] };
    expect(tell(BEFORE, after)).toEqual([
      '  Follows: the people of `everybody` get `read-only` in `sandbox-two`, as in every account of its units.',
      '  Follows: the people of `security` get `security` in `sandbox-two`, as in every account of its units.',
      '  Follows: the people of `developers` get `developer` in `sandbox-two`, as in every account of its units.',
      '  Follows: the people of `platform` get `administrator` in `sandbox-two`, as in every account of its units.',
    ]);
  });

  test('that an account gets because it moved is an opening', () => {
    const moved = configured(({ accounts }) => ({
      accounts: accounts.map((each) => (each.key === 'sandbox-one' ? { ...each, unit: 'Workloads/Production' } : each)),
    }));
    const after = {
      ...moved,
      targets: moved.targets.map((each) =>
        each.id === 'sandbox-one' ? { ...each, parent: 'Workloads/Production' } : each,
      ),
    };
    expect(tell(BEFORE, after)).toEqual(
      expect.arrayContaining([
        '+ Grants: the people of `on-call` get `operator` and `backup-operator` in `sandbox-one`.',
        '  Revokes: the people of `developers` no longer get `developer` in `sandbox-one`.',
      ]),
    );
  });

  test('is compared with nobody, if the earlier file is older than people', () => {
    const old = { ...BEFORE.organization.access, people: undefined } as GuardrailsFile['organization']['access'];
    const before = { ...BEFORE, organization: { ...BEFORE.organization, access: old } };
    expect(tell(before, BEFORE)).toContain(
      '+ Grants: the people of `platform` get `administrator` in every account below `Sandbox`, also in later ones: now `sandbox-one`.',
    );
  });

  test('of the people of an application is told, too', () => {
    const after = configured(({ applications }) => ({
      applications: applications.map((each) => (each.key === 'shop' ? { ...each, people: null } : each)),
    }));
    expect(tell(BEFORE, after)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^ {2}Revokes: the people of `[^`]+` no longer get `app-shop` in /),
      ]),
    );
  });
});

describe('Identity Center', () => {
  test('with another address of the portal takes people elsewhere to sign in', () => {
    const at = (startUrl: string | null) =>
      withPeople(({ identity }) => ({ identity: identity && { ...identity, startUrl } }));
    const [own, other] = ['https://d-1234567890.awsapps.com/start', 'https://d-9999999999.awsapps.com/start'];
    const told = `+ Other people: \`rampart assume\` has people sign in at \`${other}\``;
    expect(tell(BEFORE, at(other))).toEqual([expect.stringContaining(`${told} (previously \`${own}\`). `)]);
    expect(tell(at(null), at(other))).toEqual([expect.stringContaining(`${told}. `)]);
    expect(tell(BEFORE, at(own))).toEqual([]);
    expect(tell(BEFORE, at(null))).toEqual([]);
  });

  test('with another instance has other people', () => {
    const after = withPeople(({ identity }) => ({
      identity: identity && { ...identity, instance: 'arn:aws:sso:::instance/ssoins-9999' },
    }));
    expect(tell(BEFORE, after)).toEqual([
      expect.stringContaining('+ Other people: people sign in by `arn:aws:sso:::instance/ssoins-9999`'),
    ]);
  });

  test('with a delegated administrator is an opening', () => {
    const after = withPeople(({ identity }) => ({
      identity: identity && { ...identity, delegatedAdministrator: 'audit' },
    }));
    expect(tell(BEFORE, after)).toEqual([
      expect.stringContaining('+ Grants: the account `audit` administers Identity Center'),
    ]);
    expect(tell(after, BEFORE)).toEqual(['  Revokes: the account `audit` no longer administers Identity Center.']);
  });
});

describe('a permission set', () => {
  const withHours = (hours: number): GuardrailsFile =>
    configured(({ identity }) => ({
      identity: identity && { ...identity, hours: { ...identity.hours, administrator: hours } },
    }));

  test('with longer sessions is an opening', () => {
    const after = withHours(4);
    expect(tell(BEFORE, after)).toEqual([
      '+ Prolongs: a session of `administrator` lasts 4 hours at most (previously 1).',
    ]);
    expect(tell(after, BEFORE)).toEqual([
      '  Shortens: a session of `administrator` lasts 1 hour at most (previously 4).',
    ]);
  });

  const withPolicy = (policy: readonly Statement[]): GuardrailsFile =>
    withPeople(({ permissionSets }) => ({
      permissionSets: { ...permissionSets, administrator: { hours: 1, policy } },
    }));
  const reads: Statement = { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' };

  test('whose policy allows more is an opening that names the actions', () => {
    const [less, more] = [withPolicy([{ ...reads, Action: 's3:ListBucket' }]), withPolicy([reads])];
    expect(tell(less, more)).toEqual(['+ Grants: the policy of `administrator` allows more, `s3:GetObject`.']);
    expect(tell(more, less)).toEqual(['  Revokes: the policy of `administrator` no longer allows `s3:GetObject`.']);
  });

  test('says so if it is about some requests only', () => {
    const narrow = withPolicy([{ ...reads, Resource: 'arn:aws:s3:::a/*' }]);
    expect(tell(narrow, withPolicy([reads]))).toEqual([
      '+ Grants: the policy of `administrator` allows more, `s3:GetObject` and `s3:ListBucket` for some requests.',
    ]);
  });

  test('that drops a denial is an opening', () => {
    const denied: Statement = { Effect: 'Deny', Action: 's3:GetObject', Resource: '*' };
    expect(tell(withPolicy([reads, denied]), withPolicy([reads]))).toEqual([
      '+ Grants: the policy of `administrator` allows more, `s3:GetObject`.',
    ]);
  });

  test('that is only read back from a file is no change, whatever order its fields have', () => {
    const { file } = theExample().assembly;
    const read = parseGuardrailsFile(renderGuardrailsFile(file), 'guardrails.json');
    if (read.kind === 'problems') throw new Error('the file of the example cannot be read');
    expect(tell(read.value, file)).toEqual([]);
    expect(tell(file, read.value)).toEqual([]);
  });

  test('that is written differently says that it allows the same', () => {
    const other = withPolicy([
      { ...reads, Action: 's3:ListBucket' },
      { ...reads, Action: 's3:GetObject' },
    ]);
    expect(tell(withPolicy([reads]), other)).toEqual([
      '  Changes: the policy of `administrator` is written differently, and allows the same as before.',
    ]);
  });
});

test('the same change of several policies is one sentence', () => {
  const policy = (...actions: readonly string[]): GuardrailsPeople['permissionSets'] => {
    const one = { hours: 1, policy: [{ Effect: 'Allow' as const, Action: [...actions], Resource: '*' }] };
    return { administrator: one, developer: one };
  };
  const before = withPeople(() => ({ permissionSets: policy('s3:ListBucket') }));
  const after = withPeople(() => ({ permissionSets: policy('s3:ListBucket', 's3:GetObject') }));
  expect(tell(before, after)).toEqual([
    '+ Grants: each policy of `administrator` and `developer` allows more, `s3:GetObject`.',
  ]);
});

describe('the permissions boundary', () => {
  const withBoundary = (edit: (boundary: readonly Statement[]) => readonly Statement[]): GuardrailsFile => {
    const { baseline } = BEFORE.organization;
    if (!baseline?.boundary) throw new Error('the example has a boundary');
    return {
      ...BEFORE,
      organization: { ...BEFORE.organization, baseline: { ...baseline, boundary: edit(baseline.boundary) } },
    };
  };

  test('that loses a denial is an opening', () => {
    const after = withBoundary((all) => all.filter(({ Sid }) => Sid !== 'BoundaryRemoval'));
    expect(tell(BEFORE, after)).toEqual([
      '+ Grants: the permissions boundary of the roles that teams make allows more, `iam:DeleteRolePermissionsBoundary` for some requests.',
    ]);
    expect(tell(after, BEFORE)).toEqual([
      '  Revokes: the permissions boundary of the roles that teams make no longer allows `iam:DeleteRolePermissionsBoundary` for some requests.',
    ]);
  });
});

describe('a partner', () => {
  test('that is added is an opening, with who, what, where, until when and why', () => {
    const none = configured(() => ({ partners: [] }));
    expect(tell(none, BEFORE)).toEqual([
      `+ Grants: the partner ${PARTNER} (the role \`collector\` of the account \`999988887777\`) may act with \`read-only\` in \`shop-production\` until 2027-06-30T00:00:00Z (owner \`platform@example.com\`, reason \`Draws the dashboards of the shop\`).`,
    ]);
    expect(tell(BEFORE, none)).toEqual([`  Revokes: the partner ${PARTNER} may no longer act in \`shop-production\`.`]);
  });

  test.each([
    ['one more account', { accounts: ['shop-production', 'network'] }, /^\+ Grants: .* in `network` until/],
    ['another account of its own', { account: '999988887776' }, /^\+ Other people: .*`999988887776`/],
    ['any principal of its account', { role: null }, /^\+ Other people: .*anybody of the account/],
    ['another external id', { externalId: 'another-external-id' }, /^\+ Other people: .*external id/],
    ['a code of MFA', { mfa: true }, /^ {2}Revokes: .*only with the code/],
    ['longer sessions', { hours: 12 }, /^\+ Prolongs: a session of the partner/],
    ['a later end', { expires: '2028-06-30T00:00:00Z' }, /^\+ Prolongs: .*2028-06-30T00:00:00Z \(previously/],
    ['an earlier end', { expires: '2027-01-30T00:00:00Z' }, /^ {2}Shortens: .*2027-01-30T00:00:00Z \(previously/],
    ['another owner', { owner: 'a@example.com' }, /^ {2}Changes: .*owner `a@example\.com`/],
    ['a more powerful set', { permissionSet: 'administrator' as const }, /^\+ Grants: .*`administrator` \(previously/],
  ])('with %s says so', (_, edit, sentence) => {
    expect(tell(BEFORE, withPartner(edit))).toEqual([expect.stringMatching(sentence)]);
  });

  test('of which one role is left is no opening', () => {
    expect(tell(withPartner({ role: null }), BEFORE)).toEqual([
      expect.stringMatching(/^ {2}Revokes: .*only the role `collector`/),
    ]);
  });

  test('with a set that allows less is no opening', () => {
    const sets = { many: ['s3:GetObject', 's3:ListBucket'], few: ['s3:ListBucket'] };
    const acting = (permissionSet: string): GuardrailsFile =>
      withPeople(({ partners }) => ({
        permissionSets: Object.fromEntries(
          Object.entries(sets).map(([id, Action]) => [
            id,
            { hours: 1, policy: [{ Effect: 'Allow', Action, Resource: '*' }] },
          ]),
        ),
        partners: Object.fromEntries(Object.entries(partners).map(([key, one]) => [key, { ...one, permissionSet }])),
      }));
    expect(tell(acting('many'), acting('few'))).toEqual([expect.stringMatching(/^ {2}Revokes: .*`few`/)]);
    expect(tell(acting('few'), acting('many'))).toEqual([
      expect.stringMatching(/^\+ Grants: .*allows more: `s3:GetObject`\.$/),
    ]);
  });
});

describe('a revocation', () => {
  const withRevocations = (
    edit: (all: GuardrailsPeople['revocations']) => GuardrailsPeople['revocations'],
  ): GuardrailsFile => withPeople(({ revocations }) => ({ revocations: edit(revocations) }));

  test('that is added is a tightening, and one that is removed an opening', () => {
    const none = withRevocations(() => []);
    expect(tell(none, BEFORE)).toEqual([
      expect.stringMatching(/^ {2}Revokes: the sessions of the person `.*` can do nothing until 2027-03-31T00:00:00Z/),
    ]);
    expect(tell(BEFORE, none)).toEqual([expect.stringMatching(/^\+ Lifts a revocation: .* 2027-03-31T00:00:00Z/)]);
  });

  test('that ends later is a tightening, and one that ends earlier an opening', () => {
    const after = withRevocations((all) => all.map((each) => ({ ...each, until: '2027-04-30T00:00:00Z' })));
    expect(tell(BEFORE, after)).toEqual([expect.stringMatching(/^ {2}Revokes for longer: /)]);
    expect(tell(after, BEFORE)).toEqual([expect.stringMatching(/^\+ Lifts a revocation earlier: /)]);
  });

  test('of a role names the sessions', () => {
    const role: GuardrailsPeople['revocations'][number] = {
      ...{ kind: 'role' as const, role: 'arn:*:iam::*:role/app/shop', issuedBefore: '2026-11-30T00:00:00Z' },
      ...{ until: '2026-12-01T00:00:00Z', owner: 'a@example.com', reason: 'Leaked' },
    };
    expect(
      tell(
        BEFORE,
        withRevocations((all) => [...all, role]),
      ),
    ).toEqual([
      '  Revokes: the sessions of the role `arn:*:iam::*:role/app/shop` from before 2026-11-30T00:00:00Z can do nothing until 2026-12-01T00:00:00Z (owner `a@example.com`, reason `Leaked`).',
    ]);
  });
});
