import { assemble } from '../../../../lib/analysis/assemble/assemble';
import type { AssembledDocument, Assembly } from '../../../../lib/analysis/assemble/assembly';
import { prepareJudge } from '../../../../lib/analysis/evaluate/decide';
import { MUTANT_OPERATORS } from '../../../../lib/analysis/prove/mutants/mutant-operators';
import { describeFailure } from '../../../../lib/analysis/prove/failure';
import { chainWorld, toRequestLine } from '../../../../lib/analysis/prove/probe-world';
import { proveDocuments } from '../../../../lib/analysis/prove/prove-dialect';
import { failuresOf } from '../../../../lib/analysis/prove/proof';
import { proveDeployed } from '../../../../lib/analysis/prove/prove';
import { provePacking } from '../../../../lib/analysis/prove/prove-packing';
import { loadServiceReference } from '../../../../lib/iam/service-reference/load';
import { chainOf } from '../../../../lib/iam/algebra/chain';
import { documentSize } from '../../../../lib/iam/size';
import type { Statement } from '../../../../lib/iam/statement';
import type { Organization } from '../../../../lib/model/organization';
import { EMPTY_LOCK } from '../../../../lib/model/packing-lock';
import { catalogue } from '../../../../policies/catalogue';
import type { Probe } from '../../../../policies/core/probe';
import { isManagementGuardrail } from '../../../../policies/core/management-guardrail';
import { theExample } from '../../../support/the-example';
import { request, statement } from '../../iam/algebra/arbitraries';
import { evaluator } from '../../iam/algebra/evaluate';
import { anOrganization } from '../../../support/an-organization';
import { aCatalogue, aGuardrail, aPlacement, valueOf } from '../builders';
import { fc } from '../../../seeded-fast-check';

const { organization: EXAMPLE, assembly: WRITTEN } = theExample();

/** The organization with room for one service control policy at each target, of so many characters. */
function inOneDocument(organization: Organization, characters: number): Organization {
  const { quotas } = organization;
  return {
    ...organization,
    packing: EMPTY_LOCK,
    quotas: {
      ...quotas,
      serviceControlPoliciesPerTarget: { ...quotas.serviceControlPoliciesPerTarget, value: 3 },
      serviceControlPolicyCharacters: { ...quotas.serviceControlPolicyCharacters, value: characters },
    },
  };
}

/** In characters. */
const SMALLEST = 35_300;

const TIGHT = inOneDocument(EXAMPLE, SMALLEST);
const PACKED = valueOf(assemble(TIGHT, catalogue));

function withDocument(
  assembly: Assembly,
  name: string,
  edit: (document: AssembledDocument) => AssembledDocument,
): Assembly {
  return { ...assembly, documents: assembly.documents.map((one) => (one.name === name ? edit(one) : one)) };
}

describe('the example with the smallest quota that it needs', () => {
  test('merges statements of many guardrails, and would not fit otherwise', () => {
    const root = PACKED.documents.find(({ name }) => name === 'rampart-root-scp-1');
    const written = WRITTEN.documents.filter(({ key, type }) => key === 'root' && type === root?.type);
    expect(written.reduce((sum, { characters }) => sum + characters, 0)).toBeGreaterThan(SMALLEST * 1.1);
    expect(Math.max(...(root?.rewritten.merged ?? []).map(({ length }) => length))).toBeGreaterThan(10);
  });

  test('is proved to mean the same, and keeps to the dialect', () => {
    expect(provePacking(TIGHT, PACKED)).toEqual([]);
    expect(proveDocuments(TIGHT, PACKED).map(describeFailure)).toEqual([]);
  });

  test('attributes each denial in the chain to the right guardrail', () => {
    expect(failuresOf(proveDeployed(TIGHT, PACKED)).map(describeFailure)).toEqual([]);
  });

  test('decides all probes, and mixtures of them, as the guardrails do that were not merged, by the same ones', () => {
    const [written, packed] = [WRITTEN, PACKED].map((assembly) => {
      return chainWorld(EXAMPLE, assembly.file, 'Workloads/Production');
    });
    if (written === undefined || packed === undefined) throw new Error('two worlds');
    const probes = [...catalogue.values()].flatMap((guardrail): readonly Probe[] =>
      isManagementGuardrail(guardrail) ? [] : (guardrail.probes?.(guardrail.parameters.parse({}), written.place) ?? []),
    );
    const [old, now] = [prepareJudge(written.file), prepareJudge(packed.file)];
    let denied = 0;
    const compare = ({ name, request }: Probe): void => {
      const line = toRequestLine(name, request, EXAMPLE);
      if (old.check(line).length > 0) return;
      const [a, b] = [old.decide(line), now.decide(line)].map(({ decision, by }) => ({
        decision,
        guardrails: [...new Set(by.flatMap(({ guardrails }) => guardrails))].sort(),
      }));
      expect([name, b]).toEqual([name, a]);
      if (a?.decision === 'denied') denied += 1;
    };
    probes.forEach(compare);
    const mixture = fc
      .tuple(fc.constantFrom(...probes), fc.constantFrom(...probes), fc.constantFrom(...probes))
      .map(([who, what, when]): Probe => {
        const { principal } = who.request;
        return {
          ...what,
          request: { ...what.request, principal, context: { ...what.request.context, ...when.request.context } },
        };
      });
    fc.assert(fc.property(mixture, compare), { numRuns: 1000 });
    expect(denied).toBeGreaterThan(1000);
  });
});

describe('random guardrails', () => {
  /** Guardrails whose statements differ in one list, and some that differ altogether. */
  const guardrails = fc
    .tuple(
      fc.array(statement('Deny'), { minLength: 1, maxLength: 2 }),
      fc.array(
        fc.tuple(fc.nat(), statement('Deny'), fc.constantFrom('Action', 'Action', 'Resource', 'Condition', 'all')),
        {
          minLength: 2,
          maxLength: 7,
        },
      ),
    )
    .map(([bases, others]) =>
      others.map(([choice, other, part]): Statement => {
        const base = bases[choice % bases.length] ?? other;
        if (part === 'all') return other;
        if (part === 'Condition')
          return { ...base, Condition: { StringEquals: { 'k:Text': ['a', 'b', `${choice % 3}`] } } };
        return base[part] === undefined || other[part] === undefined ? base : { ...base, [part]: other[part] };
      }),
    );

  const requests = fc.array(request, { minLength: 20, maxLength: 20 });

  test('are proved to mean the same after packing with any quota, and the evaluator agrees', () => {
    let merged = 0;
    fc.assert(
      fc.property(guardrails, fc.integer({ min: 60, max: 100 }), requests, (statements, percent, samples) => {
        const characters = Math.floor((documentSize(statements) * percent) / 97);
        const ids = statements.map((_, index) => `deny-${'abcdefg'.charAt(index % 4)}`);
        const known = aCatalogue(
          ...[...new Set(ids)].map((id) =>
            aGuardrail(id, {
              exempt: 'nobody',
              statements: () =>
                statements
                  .filter((_, index) => ids[index] === id)
                  .map((one, index) => ({ ...one, Sid: `Part${index}` })),
            }),
          ),
        );
        const organization = inOneDocument(
          anOrganization({ placements: [...known.keys()].map((id) => aPlacement(id, 'root')) }),
          characters,
        );
        const assembled = assemble(organization, known);
        fc.pre(assembled.kind === 'ok');
        const assembly = valueOf(assembled);
        merged += assembly.documents.flatMap(({ rewritten }) => rewritten.merged).length;
        expect(provePacking(organization, assembly).map(describeFailure)).toEqual([]);
        const [written, packed] = [statements, assembly.documents.flatMap(({ content }) => content.Statement)];
        // The evaluator shares no code with the proof but the meaning of single values.
        const [decidePacked, decideWritten] = [evaluator(chainOf(packed)), evaluator(chainOf(written))];
        expect(samples.map(decidePacked)).toEqual(samples.map(decideWritten));
      }),
      { numRuns: 50 },
    );
    expect(merged).toBeGreaterThan(20);
  });
});

/**
 * What changes nothing: the two names of one operator of ARNs; `IfExists` behind a negated operator, which holds for an
 * absent key anyway; patterns without a wildcard. And a root user is not a role, so exempting a role there has no effect.
 */
const SYNONYMS =
  /turns (?:Arn(?:Not)?(?:Like|Equals) \S+ into Arn(?:Not)?(?:Like|Equals)|\w+Not\w+ \S+ into \w+IfExists|String(?:Not)?Equals \S+ into String(?:Not)?Like)$|^DenyRootUser exempts /;

describe('the proof of packing', () => {
  const few: Organization = {
    ...inOneDocument(EXAMPLE, 3500),
    placements: EXAMPLE.placements.filter(
      ({ target, guardrail }) =>
        target === 'root' && /^(protect-(cloudtrail|config|kms-keys)|deny-iam|deny-root|require-imds)/.test(guardrail),
    ),
    exemptions: [],
  };
  const packed = valueOf(assemble(few, catalogue));
  const [document] = packed.documents;
  const fails = (assembly: Assembly): readonly string[] => provePacking(few, assembly).map(describeFailure);

  test('holds for what is assembled, in which something is merged', () => {
    expect(document?.rewritten.merged.flat().length).toBeGreaterThanOrEqual(5);
    expect(fails(packed)).toEqual([]);
  });

  test('notices each of more than a hundred mistakes in a document', () => {
    const statements = document?.content.Statement ?? [];
    const actionsMatching = (pattern: string): readonly string[] =>
      loadServiceReference()
        .actionsMatching(pattern)
        .map(({ name }) => name);
    const mutants = statements.flatMap((original, index) => [
      { change: 'drops it', now: statements.toSpliced(index, 1) },
      ...MUTANT_OPERATORS.flatMap(({ mutate }) =>
        mutate(original, { actionsMatching, boundPlatform: [] }).map(({ change, statement: mutated }) => ({
          change: `${original.Sid ?? ''} ${change}`,
          now: statements.with(index, mutated),
        })),
      ),
    ]);
    // A sample of mistakes of all kinds in all statements.
    const chosen = mutants.filter((_, index) => index % Math.floor(mutants.length / 110) === 0);
    const unnoticed = chosen.filter(({ now }) => {
      const edited = withDocument(packed, document?.name ?? '', (one) => ({
        ...one,
        content: { ...one.content, Statement: now },
      }));
      return fails(edited).length === 0;
    });
    expect(unnoticed.filter(({ change }) => !SYNONYMS.test(change)).map(({ change }) => change)).toEqual([]);
    expect(chosen.length - unnoticed.length).toBeGreaterThan(100);
  });

  test('shows a request that the documents decide differently', () => {
    const edited = withDocument(packed, 'rampart-root-scp-1', (one) => ({
      ...one,
      content: { ...one.content, Statement: one.content.Statement.filter(({ Sid }) => Sid !== 'DenyRootUser') },
      guardrails: {},
    }));
    expect(fails(edited)).toContainEqual(
      expect.stringMatching(
        /^the guardrails \(service control policy at root\): the documents do not mean the same: only the guardrails deny: \{"action":/,
      ),
    );
  });

  test('is part of what is proved before a deployment', () => {
    const nothing = { ...packed, documents: [] };
    const failures = failuresOf(proveDeployed(few, nothing));
    expect(failures).toContainEqual(
      expect.objectContaining({ kind: 'packing', run: 'service control policy at root' }),
    );
  });

  test('notices statements that are not where the document claims', () => {
    const swapped = withDocument(packed, 'rampart-root-scp-1', (one) => ({
      ...one,
      guardrails: Object.fromEntries(
        Object.entries(one.guardrails).map(([place, ids]) => [
          place,
          ids.map((id) =>
            id === 'protect-cloudtrail' ? 'protect-config' : id === 'protect-config' ? 'protect-cloudtrail' : id,
          ),
        ]),
      ),
    }));
    const found = fails(swapped);
    expect(found.map((failure) => /^\S+/.exec(failure)?.[0])).toEqual(['protect-cloudtrail', 'protect-config']);
  });
});
