import { countRuns, shadowsIn, type Proof } from '../../../../lib/analysis/prove/proof';
import { denied, developer, possible, type Probe, type ProbePlace } from '../../../../policies/core/probe';
import { platformRoles } from '../../../../policies/core/role-samples';
import { deny } from '../../../../policies/core/statements';
import { aPlacement, anExemption } from '../builders';
import { aTrailGuardrail, failuresIn, proofOf, PROTECT_TRAILS } from './a-proof';

/** The guardrail with one more probe. */
function probing(more: (place: ProbePlace) => Probe) {
  return aTrailGuardrail({
    probes: (parameters, place) => [...(PROTECT_TRAILS.probes?.(parameters, place) ?? []), more(place)],
  });
}

function runNames(proof: Proof): readonly string[] {
  return proof.guardrails.flatMap(({ runs }) => runs.map(({ name }) => name));
}

describe('a guardrail without a hole', () => {
  test('has no failures, alone and in the chain', () => {
    const proof = proofOf([PROTECT_TRAILS], { placements: [aPlacement('protect-trails', 'root')] });
    expect(failuresIn(proof)).toEqual([]);
    expect(runNames(proof)).toEqual(['alone, defaults', 'alone, as configured at root', 'in the chain at root']);
    expect(countRuns(proof.guardrails.flatMap(({ runs }) => runs)).denied).toBeGreaterThan(20);
  });

  test('is proved only alone if it is not placed', () => {
    expect(runNames(proofOf([PROTECT_TRAILS]))).toEqual(['alone, defaults']);
  });

  test('is proved once for the same parameters at two targets, and in the chain of each', () => {
    const placements = [aPlacement('protect-trails', 'Security'), aPlacement('protect-trails', 'Workloads')];
    expect(runNames(proofOf([PROTECT_TRAILS], { placements }))).toEqual([
      'alone, defaults',
      'alone, as configured at Security',
      'in the chain at Security',
      'in the chain at Workloads',
    ]);
  });

  test('is proved at an account where it is placed', () => {
    const proof = proofOf([PROTECT_TRAILS], { placements: [aPlacement('protect-trails', 'shop')] });
    expect(failuresIn(proof)).toEqual([]);
    expect(runNames(proof)).toContain('in the chain at shop');
  });

  test('is proved in each of its variants', () => {
    const variants = [{ name: 'with a parameter', parameters: { some: 'value' } }];
    expect(runNames(proofOf([aTrailGuardrail({ variants })]))).toContain('alone, with a parameter');
  });
});

describe('a hole is a failure', () => {
  test('when an action is missing', () => {
    const statements = () => [deny({ Action: 'cloudtrail:DeleteTrail', Resource: '*' })];
    const failures = failuresIn(proofOf([aTrailGuardrail({ statements })]));
    expect(failures).toEqual([
      expect.stringMatching(
        /^protect-trails \(alone, defaults\): must be denied: a trail is stopped \(cloudtrail:StopLogging by .*developer\); found: permitted$/,
      ),
    ]);
  });

  test('when it exempts nobody, and no probe calls as the platform', () => {
    const silent = failuresIn(proofOf([aTrailGuardrail({ exempt: 'nobody' })]));
    expect(silent).toEqual([
      'protect-trails (alone, defaults): there is no probe with a platform principal, although nobody is exempt',
    ]);
    const probed = aTrailGuardrail({
      exempt: 'nobody',
      probes: (_, place) => [
        ...(PROTECT_TRAILS.probes?.({}, place) ?? []),
        ...platformRoles(place).map((principal) =>
          denied(`${principal} stops a trail`, { principal, action: 'cloudtrail:StopLogging' }),
        ),
      ],
    });
    expect(failuresIn(proofOf([probed]))).toEqual([]);
  });

  test('when something possible is denied', () => {
    const statements = () => [deny({ Action: 'cloudtrail:*', Resource: '*' })];
    const failures = failuresIn(proofOf([aTrailGuardrail({ statements })]));
    expect(failures).toContainEqual(expect.stringContaining('must be possible: a trail is started'));
    expect(failures[0]).toMatch(/found: denied by protect-trails$/);
  });

  test('when its decision depends on an unknown key', () => {
    const statements = () => [
      deny({
        Action: ['cloudtrail:DeleteTrail', 'cloudtrail:StopLogging'],
        Resource: '*',
        Condition: { StringLike: { 'aws:userid': 'A*' } },
      }),
    ];
    expect(failuresIn(proofOf([aTrailGuardrail({ statements })]))).toContainEqual(
      expect.stringContaining('found: undecided: it depends on aws:userid'),
    );
  });

  test('when it has no probes, or none of one kind', () => {
    const silent = aTrailGuardrail({ probes: () => [] });
    expect(failuresIn(proofOf([silent]))).toEqual([
      'protect-trails (alone, defaults): there is no probe of what it must deny',
      'protect-trails (alone, defaults): there is no probe of what must stay possible',
    ]);
  });

  test('when a statement leaves the dialect', () => {
    const statements = () => [
      deny({ Action: ['cloudtrail:DeleteTrail', 'cloudtrail:StopLogging'], Resource: '*' }),
      deny({ Sid: 'Dead', Action: 'cloudtrail:DeleteEverything', Resource: '*' }),
    ];
    expect(failuresIn(proofOf([aTrailGuardrail({ statements })]))).toContainEqual(
      expect.stringMatching(/^protect-trails \(alone, defaults\): \/Statement\/\d+\/Action: dead-action: /),
    );
  });
});

describe('what AWS adds tomorrow', () => {
  const stop = denied('a trail is stopped', {
    principal: 'arn:aws:iam::900000000001:role/x',
    action: 'cloudtrail:StopLogging',
  });
  const statements = () => [deny({ Action: 'cloudtrail:*', Resource: '*' })];
  const start = (place: ProbePlace): Probe =>
    possible('an instance is started', { principal: developer(place), action: 'ec2:StartInstances' });

  test('must stay possible, unless a probe denies it', () => {
    const probes = (_: unknown, place: ProbePlace): readonly Probe[] => [stop, start(place)];
    expect(failuresIn(proofOf([aTrailGuardrail({ statements, probes })]))).toEqual([
      expect.stringContaining('must be possible: a trail is stopped, but with cloudtrail:FutureThing'),
    ]);
    const future = { ...stop, request: { ...stop.request, action: 'cloudtrail:FutureThing' } };
    const all = (_: unknown, place: ProbePlace): readonly Probe[] => [stop, future, start(place)];
    expect(failuresIn(proofOf([aTrailGuardrail({ statements, probes: all })]))).toEqual([]);
  });
});

describe('among other guardrails', () => {
  const quarantine = aTrailGuardrail({
    id: 'quarantine',
    statements: () => [deny({ Action: '*', Resource: '*' })],
    probes: (_, place) => [
      denied('anything is done', { principal: developer(place), action: 'cloudtrail:StartLogging' }),
      denied('anything is done tomorrow', { principal: developer(place), action: 'tomorrow:FutureThing' }),
      possible('the platform works', {
        principal: `arn:aws:iam::${place.account}:role/platform/deployment`,
        action: 'cloudtrail:StartLogging',
      }),
    ],
  });

  test('a request that another guardrail denies is shadowed, which is not a failure', () => {
    const placements = [aPlacement('quarantine', 'root'), aPlacement('protect-trails', 'Workloads')];
    const proof = proofOf([PROTECT_TRAILS, quarantine], { placements });
    expect(failuresIn(proof)).toEqual([]);
    const inChain = proof.guardrails[0]?.runs.find(({ name }) => name === 'in the chain at Workloads');
    expect(inChain?.shadowed.map(({ probe, by }) => [probe.name, by])).toEqual([
      ['a trail is started', ['quarantine']],
    ]);
    expect(shadowsIn(proof)).toEqual([{ guardrail: 'protect-trails', by: 'quarantine', probes: 1 }]);
  });

  test('a denial by another one alone does not count', () => {
    const placements = [aPlacement('quarantine', 'root'), aPlacement('protect-trails', 'Workloads')];
    const missed = probing((place) =>
      denied('events are looked up', { principal: developer(place), action: 'cloudtrail:LookupEvents' }),
    );
    const failures = failuresIn(proofOf([missed, quarantine], { placements }));
    expect(failures).toContainEqual(
      expect.stringMatching(/\(in the chain at Workloads\): .*LookupEvents.*; found: denied by quarantine$/),
    );
  });
});

describe('exemptions that are configured', () => {
  const placements = [aPlacement('protect-trails', 'root')];

  test('are proved before, at and after their end', () => {
    const exemptions = [
      anExemption('arn:*:iam::*:role/auditor', ['protect-trails'], { expires: '2027-03-31T00:00:00Z' }),
    ];
    const proof = proofOf([PROTECT_TRAILS], { placements, exemptions });
    expect(failuresIn(proof)).toEqual([]);
    const probes = proof.guardrails[0]?.runs.find(({ name }) => name.startsWith('alone, as configured'))?.probes ?? [];
    expect(
      probes
        .filter(({ name }) => name.includes('role/auditor at'))
        .map(({ expect: expected, request }) => [expected, request.context?.['aws:CurrentTime']]),
    ).toEqual([
      ['possible', '2027-03-30T23:59:59Z'],
      ['denied', '2027-03-31T00:00:00Z'],
      ['denied', '2027-03-31T00:00:01Z'],
    ]);
  });

  test('may exempt the role that probes use', () => {
    const exemptions = [anExemption('arn:*:iam::*:role/dev*', ['protect-trails'])];
    expect(failuresIn(proofOf([PROTECT_TRAILS], { placements, exemptions }))).toEqual([]);
  });
});

describe('a guardrail on a target without accounts', () => {
  test('is reported, but not as a failure', () => {
    const proof = proofOf([PROTECT_TRAILS], { placements: [aPlacement('protect-trails', 'Security')], accounts: [] });
    expect(failuresIn(proof)).toEqual([]);
    expect(proof.guardrails.map(({ emptyTargets }) => emptyTargets)).toEqual([['Security']]);
  });

  test('is not reported if there are accounts at any depth', () => {
    const proof = proofOf([PROTECT_TRAILS], { placements: [aPlacement('protect-trails', 'root')] });
    expect(proof.guardrails.map(({ emptyTargets }) => emptyTargets)).toEqual([[]]);
  });
});

describe('the documents that will be deployed', () => {
  test('are checked against the dialect, and failures name their guardrails', () => {
    const dead = aTrailGuardrail({
      id: 'deny-dead',
      statements: () => [deny({ Action: 'cloudtrail:DeleteEverything', Resource: '*' })],
    });
    const placements = [aPlacement('protect-trails', 'root'), aPlacement('deny-dead', 'root')];
    const { documents } = proofOf([PROTECT_TRAILS, dead], { placements });
    expect(documents).toMatchObject([{ kind: 'dialect', run: 'rampart-root-scp-1', guardrails: ['deny-dead'] }]);
  });
});
