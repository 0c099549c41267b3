import { theExample } from '../support/the-example';
import type { TemplateJson } from '../support/synthesize';
import { keyArnIn, resolveTemplate, type StackPlace } from './resolve-template';
import { buildWorld, type World } from './world';

/** The key of the account that keeps the logs. */
export const ARCHIVE = 'log-archive';

/** The shipped organization with its guardrails. */
export function archiveWorld(): World {
  const { organization, assembly } = theExample();
  return buildWorld(organization, assembly);
}

function place(world: World): StackPlace {
  return {
    account: world.account(ARCHIVE).number,
    region: world.homeRegion,
    parameters: { OrganizationId: world.organization },
  };
}

/** Where the key's ARN comes from is not decided here: AWS draws its id. */
export function keyArn(world: World): string {
  return keyArnIn(place(world));
}

/** A template with everything that CloudFormation would resolve in the log archive's account. */
export function resolveArchive(template: TemplateJson, world: World): TemplateJson {
  return resolveTemplate(template, place(world));
}
