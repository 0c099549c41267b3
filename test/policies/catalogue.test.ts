import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { catalogue } from '../../policies/catalogue';
import { POLICY_KINDS } from '../../lib/analysis/assemble/policy-quota';
import { DEFAULT_QUOTAS } from '../../lib/model/quotas';
import { anOrganization } from '../support/an-organization';
import { isManagementGuardrail, type AnyGuardrail } from '../../policies/core/management-guardrail';
import { compiled, find } from './judge';

const folder = join(__dirname, '../../policies');
const ids = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'catalogue.ts')
  .map((file) => file.replace(/\.ts$/, ''))
  .sort();

describe('the catalogue', () => {
  test('holds every file of the folder under its name, in alphabetical order', () => {
    expect([...catalogue.keys()]).toEqual(ids);
    expect([...catalogue].map(([id, guardrail]) => [id, guardrail.id])).toEqual(ids.map((id) => [id, id]));
  });
});

describe.each(ids)('%s', (id) => {
  const guardrail = findAny(id);

  test('has a summary of one sentence, a rationale and a reference', () => {
    expect(guardrail.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(guardrail.rationale).toMatch(/\.$/);
    expect(guardrail.references.some((reference) => reference.startsWith('https://docs.aws.amazon.com/'))).toBe(true);
  });

  test('uses its defaults for undefined and for an empty object', () => {
    expect(guardrail.parameters.parse(undefined)).toEqual(guardrail.parameters.parse({}));
  });

  test('rejects an unknown parameter', () => {
    expect(guardrail.parameters.safeParse({ surprise: true }).success).toBe(false);
  });

  test('has parameters that survive JSON', () => {
    const parameters = guardrail.parameters.parse({});
    expect(guardrail.parameters.parse(JSON.parse(JSON.stringify(parameters)))).toEqual(parameters);
  });

  test('describes each parameter in its JSON Schema', () => {
    const { properties = {} } = z.toJSONSchema(guardrail.parameters, { io: 'input' });
    for (const property of Object.values(properties)) expect(property).toHaveProperty('description');
  });

  test('finds nothing wrong with its defaults', () => {
    expect(guardrail.check?.(guardrail.parameters.parse({}), anOrganization()) ?? []).toEqual([]);
  });

  test('fits into its type', () => {
    const parameters = guardrail.parameters.parse({});
    const written = isManagementGuardrail(guardrail)
      ? guardrail.content(parameters, anOrganization())
      : { Version: '2012-10-17', Statement: compiled(id) };
    const quota = POLICY_KINDS.find(({ type }) => type === guardrail.type)?.characters;
    expect(JSON.stringify(written).length).toBeLessThan(quota === undefined ? 0 : DEFAULT_QUOTAS[quota].value);
  });
});

describe.each(ids.filter((id) => !isManagementGuardrail(findAny(id))))('%s, made of statements,', (id) => {
  test('has probes or a test of its own', () => {
    const probed = find(id).probes !== undefined;
    expect(probed || existsSync(join(__dirname, `${id}.test.ts`))).toBe(true);
  });

  test('gives the same statements each time', () => {
    expect(JSON.stringify(compiled(id))).toBe(JSON.stringify(compiled(id)));
  });

  test('only denies, each statement with one of Action and NotAction and one of Resource and NotResource', () => {
    for (const { Effect, Action, NotAction, Resource, NotResource } of compiled(id)) {
      expect(Effect).toBe('Deny');
      expect([Action, NotAction].filter((element) => element !== undefined)).toHaveLength(1);
      expect([Resource, NotResource].filter((element) => element !== undefined)).toHaveLength(1);
    }
  });

  test('writes actions without a wildcard in the service, and ARNs in six parts for every partition', () => {
    for (const { Action, NotAction, Resource, NotResource } of compiled(id)) {
      for (const action of [Action ?? NotAction ?? []].flat())
        expect(action).toMatch(/^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/);
      for (const resource of [Resource ?? NotResource ?? []].flat())
        expect(resource).toMatch(/^(\*|arn:\*(:[^:]*){3}:.+)$/);
    }
  });

  test('has alphanumeric Sids, each once', () => {
    const sids = compiled(id).map(({ Sid }) => Sid);
    for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
    expect(new Set(sids).size).toBe(sids.length);
  });
});

describe.each(ids.filter((id) => isManagementGuardrail(findAny(id))))('%s, a management guardrail,', (id) => {
  test('exempts nobody, because management policies have no exemptions', () => {
    expect(findAny(id).exempt).toBe('nobody');
  });
});

function findAny(id: string): AnyGuardrail {
  const guardrail = catalogue.get(id);
  if (guardrail === undefined) throw new Error(`no guardrail '${id}'`);
  return guardrail;
}
