import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readOrganization } from '../../../lib/cli/input/read-organization';
import { storeAccess } from '../../../lib/model/access';
import { describeProblem } from '../../../lib/model/problem';
import { configurationFolder, forgetIds } from '../../../rehearsal/configuration/configuration-folder';
import { SCENARIOS } from '../../../rehearsal/scenarios';
import { findLostIds } from '../../../rehearsal/scenarios/deploy-and-verify';
import { grantAdded, grantRemoved } from '../../../rehearsal/scenarios/grant-changes';
import { compareSurvivors } from '../../../rehearsal/scenarios/destroy';
import { expectedPolicies } from '../../../rehearsal/verify/expected-policies';
import type { Verification } from '../../../rehearsal/verify/verify';
import { aFolder, copyExample, EXAMPLE } from '../../lib/cli/an-io';
import { aLiveOrganization } from '../verify/a-live-organization';

function read(folder: string) {
  const found = readOrganization(folder);
  if (found.kind === 'problems') throw new Error(found.problems.map(describeProblem).join('\n'));
  return found.value;
}

/** The policies and their targets, and who reaches which store, as text. */
function policiesOf(folder: string): string {
  const { organization, assembly } = read(folder);
  const { accounts, units } = organization;
  const access = storeAccess(organization).map(({ store, who, mayRead, mayWrite }) => [store, who, mayRead, mayWrite]);
  return JSON.stringify([expectedPolicies(organization, assembly), accounts, units, access]);
}

describe('the scenarios', () => {
  test('each change the example, one after another, to another valid configuration', () => {
    let folder = EXAMPLE;
    for (const { title, edit } of SCENARIOS) {
      if (edit === undefined) continue;
      const changed = join(aFolder(), 'organization');
      cpSync(folder, changed, { recursive: true });
      edit(configurationFolder(changed));
      expect([title, policiesOf(changed) === policiesOf(folder)]).toEqual([title, false]);
      folder = changed;
    }
  });

  test('report what another configuration does not have', () => {
    const folder = copyExample(aFolder(), ['    deny-internet-access:\n', '']);
    const edits = SCENARIOS.flatMap(({ edit }) => (edit === undefined ? [] : [edit]));
    expect(() => {
      edits.forEach((edit) => {
        edit(configurationFolder(folder));
      });
    }).toThrow('this configuration does not have `guardrails.Workloads/Production.deny-internet-access`');
  });
});

describe('the scenarios of a grant', () => {
  test('end with the access that the example has', () => {
    const changed = join(aFolder(), 'organization');
    cpSync(EXAMPLE, changed, { recursive: true });
    const before = policiesOf(changed);
    for (const { edit } of [grantAdded, grantRemoved]) edit?.(configurationFolder(changed));
    expect(policiesOf(changed)).toBe(before);
  });

  test('report an application that another configuration does not have', () => {
    const folder = copyExample(aFolder());
    rmSync(join(folder, 'applications', 'shop.yaml'));
    expect(() => grantAdded.edit?.(configurationFolder(folder))).toThrow('does not have the application `shop`');
  });
});

describe('forgetIds', () => {
  test('removes all ids from a configuration', () => {
    const folder = copyExample(
      aFolder(),
      ['organization:\n', 'organization:\n  id: o-exampleorg1\n  rootId: r-ab12\n  adopted: true\n'],
      ['    name: management\n', '    name: management\n    baseline: deploy\n'],
      ['  Security: {}', '  Security:\n    id: ou-ab12-cdefgh34'],
    );
    configurationFolder(folder).editAccount('audit', (document) => {
      document.set('id', '222222222222');
      document.set('baseline', 'deploy');
    });
    expect(read(folder).organization.adopted).toBe(true);
    forgetIds(folder);
    const { organization } = read(folder);
    expect([organization.id, organization.rootId, organization.adopted]).toEqual([null, null, false]);
    expect(organization.units.map(({ awsId }) => awsId)).toEqual(organization.units.map(() => null));
    expect(organization.accounts.map(({ accountId }) => accountId)).toEqual(organization.accounts.map(() => null));
  });
});

describe('what must survive a change', () => {
  const live = aLiveOrganization();
  const { organization } = read(EXAMPLE);
  const unit = { ...organization.units[0], awsId: 'ou-1' };
  const before = { live, organization: { ...organization, units: [unit] } } as unknown as Verification;

  test('fails when a unit, an account or a policy was replaced', () => {
    expect(findLostIds(before, before)).toEqual([]);
    const policies = live.policies.map((policy) =>
      policy.name === 'rampart-Sandbox-scp-1' ? { ...policy, id: 'p-new' } : policy,
    );
    const after = {
      live: { ...live, policies },
      organization: { ...organization, units: [{ ...unit, awsId: 'ou-2' }] },
    } as unknown as Verification;
    expect(findLostIds(before, after)).toEqual([
      'unit `Security` was replaced: its id was ou-1 and is ou-2',
      expect.stringMatching(
        /^policy `SERVICE_CONTROL_POLICY rampart-Sandbox-scp-1` was replaced: its id was p-\d+ and is p-new$/,
      ),
    ]);
  });

  test('fails when `cdk destroy` removed more than the policies', () => {
    const after = { ...live, policies: live.policies.filter(({ awsManaged }) => awsManaged) };
    expect(compareSurvivors(live, after)).toEqual([]);
    expect(
      compareSurvivors(live, { ...after, id: 'o-other', accounts: [], units: [], policyTypes: ['x'] }),
    ).toHaveLength(4);
    expect(compareSurvivors(live, live)).toContain('policy rampart-Sandbox-scp-1 still exists');
  });
});
