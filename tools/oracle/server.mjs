/**
 * Answers questions in lines of JSON: `{ "id", "policies", "requests" }` → `{ "id", "answers", "milliseconds" }`, or
 * `{ "id", "error" }`. The only file that loads the AGPL package; see README.md.
 */
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

/** Everything is allowed by identity, unless a request has other policies. */
const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

let oracle;
try {
  oracle = createRequire(import.meta.url)('@cloud-copilot/iam-simulate');
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
  process.stdout.write(`${JSON.stringify({ id: 0, error: 'not installed' })}\n`);
  process.exit(0);
}
process.stdout.write(`${JSON.stringify({ id: 0, answers: [] })}\n`);

createInterface({ input: process.stdin }).on('line', async (line) => {
  const { id, policies, requests } = JSON.parse(line);
  try {
    const start = performance.now();
    const answers = [];
    for (const request of requests) {
      const simulation = simulationOf(policies, request);
      answers.push(
        request.resourcePolicy === undefined
          ? oracle.runUnsafeSimulation(simulation, {})
          : await simulateWithResource(simulation),
      );
    }
    process.stdout.write(`${JSON.stringify({ id, answers, milliseconds: performance.now() - start })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ id, error: String(error.stack ?? error) })}\n`);
  }
});

function simulationOf(
  { serviceControlPolicies, resourceControlPolicies },
  { principal, action, resource, account, context, identityPolicy = EVERYTHING, resourcePolicy },
) {
  return {
    request: {
      principal: principal === '*' ? { type: 'Anonymous' } : principal,
      action,
      resource: { resource, accountId: account },
      contextVariables: context,
    },
    identityPolicies: identityPolicy === null ? [] : [{ name: 'identity', policy: identityPolicy }],
    serviceControlPolicies,
    resourceControlPolicies,
    resourcePolicy,
  };
}

/**
 * Its fast function fails with a resource policy. The slow one adds AWS's own resource control policy itself, and cuts the
 * variable part of an encryption context's key off, but not that of a tag's.
 */
async function simulateWithResource(simulation) {
  const text = JSON.stringify(simulation).replaceAll('"kms:EncryptionContext:', '"aws:PrincipalTag/context-');
  const { resultType, overallResult, errors } = await oracle.runSimulation(JSON.parse(text), {});
  if (resultType === 'error') throw new Error(JSON.stringify(errors));
  return overallResult;
}
