import { z } from 'zod';
import { emailSchema, text } from './text';

/** Stands for the key of the account in an address. */
export const KEY_IN_EMAIL = '{name}';

const EMAIL_PATTERN = `an e-mail address with \`${KEY_IN_EMAIL}\` once, such as \`aws+${KEY_IN_EMAIL}@example.com\``;

/** Two accounts must not get one address, so the pattern must say where the key goes. */
const emailPattern = z
  .string({ error: EMAIL_PATTERN })
  .refine(
    (pattern) =>
      pattern.split(KEY_IN_EMAIL).length === 2 && emailSchema.safeParse(pattern.replace(KEY_IN_EMAIL, 'a')).success,
    { error: EMAIL_PATTERN },
  );

/**
 * An ARN of either name of the service.
 *
 * Source: https://docs.aws.amazon.com/dtconsole/latest/userguide/security-iam-resource-policy-examples-connections.html
 */
const connectionArn = text(
  "a connection's ARN, such as `arn:aws:codeconnections:eu-central-1:111111111111:connection/11111111-2222-3333-4444-555555555555`",
  /^arn:aws:(?:codeconnections|codestar-connections):[a-z0-9-]+:\d{12}:connection\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
);

const pipeline = z
  .strictObject({
    connection: connectionArn.describe(
      'The connection of CodeConnections to the host of the repository: a person makes it, once',
    ),
    repository: text(
      'owner and repository, such as `example/landing-zone`',
      /^[A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+)+$/,
    ).describe('The repository of this configuration: its owner or groups, and its name'),
    branch: text('the name of a branch', /^(?!-)[\w./-]{1,255}$/)
      .default('main')
      .describe('What is merged there is deployed'),
  })
  .describe('The pipeline that deploys what is merged: the stack `Vending`, which a person deploys');

/** The section `vending` of `landing-zone.yaml`. */
export const vendingSchema = z
  .strictObject({
    email: emailPattern
      .optional()
      .describe(`The address that \`rampart vend\` proposes; \`${KEY_IN_EMAIL}\` stands for the key of the account`),
    pipeline: pipeline.optional(),
  })
  .describe('How accounts are made');
