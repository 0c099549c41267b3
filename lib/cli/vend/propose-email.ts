import type { Organization } from '../../model/organization';
import { KEY_IN_EMAIL } from '../../model/schema/vending';

/** The address of the configured pattern for a new account; undefined: there is no pattern, or no name yet. */
export function proposeEmail({ vending }: Pick<Organization, 'vending'>, name: unknown): string | undefined {
  if (typeof name !== 'string') return undefined;
  return vending?.emailPattern?.replace(KEY_IN_EMAIL, () => name);
}
