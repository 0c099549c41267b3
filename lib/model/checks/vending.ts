import type { Configuration } from '../configuration';
import type { Problem } from '../problem';

/** The pipeline tells the topic of the audit's rules how far it is, and a deployment that nobody hears of is not wanted. */
export function findUnheardPipeline({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  if (draft.vending?.pipeline === undefined || draft.audit !== undefined) return [];
  return [
    {
      code: 'pipeline-unheard',
      at: yaml.locateKey(['vending', 'pipeline']),
      message: 'the pipeline has nobody to tell: there is no section `audit`, whose subscriptions hear of it',
      allowed: 'a pipeline in an organization with an `audit`',
      fix: 'write the section `audit` (docs/audit.md), or remove `pipeline`',
    },
  ];
}

/** A connection belongs to one account, and the pipeline is in the management account. */
export function findForeignConnection({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const arn = draft.vending?.pipeline?.connection;
  const management = draft.organization?.managementAccount?.id;
  if (typeof arn !== 'string' || typeof management !== 'string') return [];
  const [, , , , account = ''] = arn.split(':');
  if (account === management) return [];
  return [
    {
      code: 'foreign-connection',
      at: yaml.locate(['vending', 'pipeline', 'connection']),
      message: `the connection is in the account \`${account}\`, but the pipeline is in the management account`,
      allowed: `a connection of \`${management}\``,
      fix: 'create the connection in the management account, under Developer Tools, Settings, Connections',
    },
  ];
}
