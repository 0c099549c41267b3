import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { applicationPlaces } from '../../lib/model/access';
import { groupBy } from '../../lib/model/group-by';
import { applicationsStack } from '../../lib/model/names';
import type { Application, Organization } from '../../lib/model/organization';
import { parseOrganization } from '../../lib/model/parse';
import { describeProblem } from '../../lib/model/problem';
import { applicationAccess } from '../../lib/stacks/application-access';
import { ApplicationsStack } from '../../lib/stacks/applications-stack';
import { catalogue } from '../../policies/catalogue';

const REPOSITORY = join(__dirname, '../..');
const SIZES = [10, 100, 1_000];
const APPLICATIONS_PER_STACK = 60;

export interface ApplicationsFigure {
  readonly applications: number;
  readonly seconds: number;
  /** The time for each application, against that with the fewest. */
  readonly growth: number;
}

/**
 * Synthesizes the stacks of 10, 100 and 1,000 applications; the time for each application must not grow with their number.
 * Each has a role, a key and a store, which the next one reads. Without cdk-nag and the CDK's validation, whose time is theirs.
 */
export function benchApplications(): readonly ApplicationsFigure[] {
  const example = readExample();
  const figures = [SIZES[0] ?? 0, ...SIZES].map((applications) => ({
    applications,
    seconds: synthesize(withApplications(example, applications)),
  }));
  // The first one warms the code.
  figures.shift();
  const [first = NaN] = figures.map(({ applications, seconds }) => seconds / applications);
  return figures.map((figure) => ({ ...figure, growth: figure.seconds / figure.applications / first }));
}

function readExample(): Organization {
  const outcome = parseOrganization(join(REPOSITORY, 'organization'), catalogue);
  if (outcome.kind === 'problems') throw new Error(outcome.problems.map(describeProblem).join('\n'));
  return outcome.value;
}

function withApplications(example: Organization, count: number): Organization {
  const [like] = example.applications;
  const accounts = example.accounts.filter(({ unit }) => unit.startsWith('Workloads')).map(({ key }) => key);
  if (like === undefined || accounts.length === 0)
    throw new Error('the example has no application to make others from');
  const key = (index: number): string => `application-${index % count}`;
  const applications = Array.from({ length: count }, (_, index): Application => {
    const account = accounts[index % accounts.length] ?? '';
    return {
      ...like,
      key: key(index),
      accounts: [account],
      retiredIn: [],
      stack: applicationsStack(
        index < APPLICATIONS_PER_STACK ? undefined : `${Math.floor(index / APPLICATIONS_PER_STACK)}`,
      ),
      runsOn: { ec2: false, ecs: true, lambda: true, pods: [], github: [] },
      stores: [
        {
          name: 'data',
          kind: 'bucket',
          state: 'active',
          keepReplacedDays: null,
          backup: null,
          readers: [{ kind: 'application', application: key(index + 1), from: [], in: [account], at: like.at }],
          writers: [],
          at: like.at,
        },
      ],
    };
  });
  return { ...example, applications };
}

/** In seconds. */
function synthesize(organization: Organization): number {
  const { context } = JSON.parse(readFileSync(join(REPOSITORY, 'cdk.json'), 'utf8')) as { readonly context: object };
  const outdir = mkdtempSync(join(tmpdir(), 'rampart-bench-'));
  try {
    const start = performance.now();
    const app = new App({
      autoSynth: false,
      stackTraces: false,
      builtinCloudFormationValidation: false,
      outdir,
      context,
    });
    const access = applicationAccess(organization);
    const ids = { organizationId: 'o-exampleorg1', rootId: 'r-ab12', unitId: () => '', accountId: numberOf };
    for (const [id, places] of groupBy(applicationPlaces(organization), ({ application }) => application.stack))
      new ApplicationsStack(app, id, { organization, places, access, ids });
    app.synth();
    return (performance.now() - start) / 1000;
  } finally {
    rmSync(outdir, { recursive: true });
  }

  function numberOf(account: string): string {
    const index = organization.accounts.findIndex(({ key }) => key === account);
    return String(200_000_000_000 + index);
  }
}
