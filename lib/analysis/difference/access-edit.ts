import { z } from 'zod';
import { inARow } from '../../report/words';

const access = z
  .strictObject({
    kind: z
      .enum([
        'granted',
        'revoked',
        'prolonged',
        'shortened',
        'people',
        'added',
        'removed',
        'retired',
        'reactivated',
        'changed',
      ])
      .describe('`people`: another id behind the name of a group, so perhaps other people'),
    isOpening: z
      .boolean()
      .describe(
        'Whether somebody may reach data, or become a role, that was not said before; or nothing here can tell',
      ),
    application: z.string().nullable().describe('The application whose store or role it is about; null: none'),
    store: z.string().nullable().describe('null: it is not about one store'),
    group: z.string().nullable().describe('The group whose people it is about; null: none'),
    permissionSets: z
      .array(z.string())
      .readonly()
      .optional()
      .describe('The permission sets that it is about; not stated: none'),
    partner: z.string().optional().describe('The key of the partner that it is about; not stated: none'),
    accounts: z.array(z.string()).readonly().describe('The accounts of the store or the role'),
    summary: z.string().describe('The entry as a sentence for a reviewer'),
  })
  .readonly();

export const accessEditsSchema = z
  .array(access)
  .readonly()
  .describe(
    'What was edited of who reaches data, of what may become the role of an application, and of what people and partners may do',
  );

/** An edit of who reaches data, or of what may become a role. */
export type AccessEdit = z.output<typeof accessEditsSchema>[number];

/** What an edit is about: an application, one of its stores, or a group. */
export type AccessSubject = Pick<AccessEdit, 'application' | 'store' | 'group'>;

export const NO_SUBJECT: AccessSubject = { application: null, store: null, group: null };

/** `shop-production and shop-development`, as code. */
export function namesOf(accounts: readonly string[]): string {
  return inARow(
    accounts.map((account) => `\`${account}\``),
    'and',
  );
}

/** One entry for all that are alike but for the account, with all accounts, in the order of the first. */
export function joinAccounts<Item extends { readonly account: string }>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): readonly { readonly item: Item; readonly accounts: readonly string[] }[] {
  const joined = new Map<string, { readonly item: Item; readonly accounts: string[] }>();
  for (const item of items) {
    const key = keyOf(item);
    const same = joined.get(key);
    if (same === undefined) joined.set(key, { item, accounts: [item.account] });
    else same.accounts.push(item.account);
  }
  return [...joined.values()];
}
