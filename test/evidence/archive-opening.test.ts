import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { resourcesOf, type TemplateJson } from '../support/synthesize';
import { ACCESS_CASES, type CallerId } from './archive-access';
import { archiveTemplates } from './archive-templates';
import { archiveWorld } from './archive-world';
import { judgeAccess, judgeDeliveries, judgeGuardedAccess, targetOf } from './judge-archive';

/*
 * The two ways in docs/audit.md to open the trail's archive for a moment. A root session puts a policy that adds a principal
 * to those whom a deny spares.
 */

const oracle = useOracle();
const world = archiveWorld();
const templates = archiveTemplates();

interface Statement {
  readonly Sid?: string;
  readonly Condition?: { readonly ArnNotEquals?: Record<string, unknown> };
}

/** The trail's template with a bucket policy in which these denies spare one more principal. */
function openFor(principal: string, sids: readonly string[]): TemplateJson {
  const trail = structuredClone(templates.trail);
  const [[, policy] = []] = resourcesOf(trail, 'AWS::S3::BucketPolicy');
  const { Statement } = policy?.Properties?.['PolicyDocument'] as { Statement: readonly Statement[] };
  const opened = Statement.filter(({ Sid }) => Sid !== undefined && sids.includes(Sid)).map(({ Condition }) => {
    const spared = Condition?.ArnNotEquals ?? {};
    spared['aws:PrincipalArn'] = [spared['aws:PrincipalArn'], principal].flat();
  });
  expect(opened).toHaveLength(sids.length);
  return trail;
}

/** Who can do what, with all guardrails, only after the opening. */
async function opened(trail: TemplateJson): Promise<readonly (readonly [string, readonly CallerId[]])[]> {
  const after = { ...templates, trail };
  const unguarded = await judgeAccess(oracle(), world, after, (_, one) => targetOf(one) === 'trail');
  const access = await judgeGuardedAccess(oracle(), world, after, unguarded);
  return ACCESS_CASES.flatMap(({ what, possible }) => {
    const added = (access[what] ?? []).filter((id) => !possible.includes(id));
    return added.length === 0 ? [] : [[what, added] as const];
  });
}

async function deliveries(trail: TemplateJson): Promise<unknown> {
  return judgeDeliveries(oracle(), world, { ...templates, trail }, 'guarded');
}

const archive = world.account('log-archive').number;

describe('the archive that is open to a reader', () => {
  const trail = openFor(`arn:aws:iam::${archive}:role/platform/break-glass`, ['ObjectsOnlyByRoot', 'BucketOnlyByRoot']);

  testWithOracle('is open to that reader alone, who still can delete nothing', async () => {
    const access = new Map(await opened(trail));
    for (const what of ['read a log', 'read a version of a log', 'list the logs', 'list the versions'])
      expect([what, access.get(what)]).toEqual([what, ['breakGlass']]);
    for (const what of ['delete a log', 'delete a version of a log', 'bypass a lock', 'encrypt a log with another key'])
      expect([what, access.get(what)]).toEqual([what, undefined]);
    expect(new Set([...access.values()].flat())).toEqual(new Set(['breakGlass']));
  });

  testWithOracle('receives what it always receives', async () => {
    expect(await deliveries(trail)).toEqual(await deliveries(templates.trail));
  });
});

describe('the archive that is open to StackSets', () => {
  const trail = openFor(`arn:aws:iam::${archive}:role/stacksets-exec-*`, ['BucketOnlyByRoot']);

  testWithOracle('lets StackSets change the bucket, and neither read nor delete a log', async () => {
    const access = new Map(await opened(trail));
    for (const what of ['change the lock of new logs', 'expire logs earlier', "replace the bucket's policy"])
      expect([what, access.get(what)]).toEqual([what, ['stackSets']]);
    for (const what of ['read a log', 'delete a log', 'delete a version of a log', 'overwrite or forge a log'])
      expect([what, access.get(what)]).toEqual([what, undefined]);
    expect(new Set([...access.values()].flat())).toEqual(new Set(['stackSets']));
  });

  testWithOracle('receives what it always receives', async () => {
    expect(await deliveries(trail)).toEqual(await deliveries(templates.trail));
  });
});
