/**
 * Answers questions in lines of JSON: `{ "id", "policies", "requests" }` → `{ "id", "answers", "milliseconds" }`, or
 * `{ "id", "error" }`. The only file that loads the AGPL package; see README.md.
 */
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

/** Everything is allowed by identity, unless a request has other policies. */
const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

let simulate;
let named;
try {
  const require = createRequire(import.meta.url);
  simulate = require('@cloud-copilot/iam-simulate').runUnsafeSimulation;
  const own = createRequire(require.resolve('@cloud-copilot/iam-simulate'));
  const { createValidatedPolicy } = own('@cloud-copilot/iam-policy');
  // It fails with a policy of a resource that has no name.
  named = (policy) => createValidatedPolicy(policy, () => [], { name: 'resource' });
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
  process.stdout.write(`${JSON.stringify({ id: 0, error: 'not installed' })}\n`);
  process.exit(0);
}
process.stdout.write(`${JSON.stringify({ id: 0, answers: [] })}\n`);

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, policies, requests } = JSON.parse(line);
  try {
    const start = performance.now();
    const answers = requests.map((request) => answer(policies, request));
    process.stdout.write(`${JSON.stringify({ id, answers, milliseconds: performance.now() - start })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ id, error: String(error.stack ?? error) })}\n`);
  }
});

function answer(
  { serviceControlPolicies, resourceControlPolicies },
  { principal, action, resource, account, context, identityPolicy = EVERYTHING, permissionsBoundary, resourcePolicy },
) {
  const simulation = {
    request: {
      principal: principal === '*' ? { type: 'Anonymous' } : principal,
      action,
      resource: { resource, accountId: account },
      contextVariables: context,
    },
    identityPolicies: identityPolicy === null ? [] : [{ name: 'identity', policy: identityPolicy }],
    serviceControlPolicies,
    resourceControlPolicies,
    permissionBoundaryPolicies:
      permissionsBoundary === undefined ? undefined : [{ name: 'boundary', policy: permissionsBoundary }],
    resourcePolicy: resourcePolicy === undefined ? undefined : named(resourcePolicy),
  };
  return simulate(simulation, {});
}
