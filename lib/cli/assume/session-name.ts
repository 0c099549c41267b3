import type { Mistake } from '../input/user-mistake';
import type { CallerIdentity } from '../../aws/read-caller';

/** AWS's rule for session names and source identities. */
const NAME = /^[\w+=,.@-]{2,64}$/;
const ALLOWED = '2 to 64 letters, digits and `_+=,.@-`';

/** What is wrong with a session name or a source identity. */
export function checkName(option: string, text: string): readonly Mistake[] {
  if (option === '--source-identity' && text.startsWith('aws:'))
    return [{ message: `--source-identity: \`${text}\` begins with \`aws:\`, which is AWS's own`, allowed: ALLOWED }];
  return NAME.test(text) ? [] : [{ message: `${option} cannot be \`${text}\``, allowed: ALLOWED }];
}

/** The name of whoever asks: of a person in Identity Center, their sign-in name. Nothing that AWS refuses in a name. */
export function sessionNameOf({ arn }: Pick<CallerIdentity, 'arn'>): string {
  const last = /[^/:]*$/.exec(arn)?.[0] ?? '';
  const name = last.replace(/[^\w+=,.@-]/g, '-').slice(0, 64);
  return name.length < 2 ? 'rampart' : name;
}

/** What is wrong with a profile's name. */
export function checkProfileName(name: string): readonly Mistake[] {
  return /^[\w.@+-]{1,64}$/.test(name)
    ? []
    : [{ message: `--print-profile cannot be \`${name}\``, allowed: '1 to 64 letters, digits and `_.@+-`' }];
}
