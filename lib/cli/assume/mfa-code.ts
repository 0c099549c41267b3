import { UserMistake, type Mistake } from '../input/user-mistake';
import type { Io } from '../io';
import { Interrupted, INTERRUPTED_EXIT_CODE } from '../terminal/interrupted';

/** How a code is got. */
export interface MfaSource {
  /** The ARN of the device, or the number of one of hardware. */
  readonly serial: string;
  /** A command line of the shell that prints the code; null: a person is asked. */
  readonly tokenCommand: string | null;
}

const CODE = /^\d{6}$/;

/** What is wrong with the name of an MFA device. */
export function checkSerial(serial: string): readonly Mistake[] {
  // A FIDO key signs what a browser shows it; it has no codes: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_enable_fido.html
  if (/^arn:[\w-]+:iam::\d{12}:u2f\//.test(serial))
    return [
      {
        message: `\`${serial}\` is a passkey or security key, which has no codes`,
        fix: 'add a device that shows codes to the user: AWS allows eight devices for each',
      },
    ];
  return /^(?:arn:[\w-]+:iam::\d{12}:mfa\/[\w+=/,.@-]+|[A-Za-z0-9-]{9,64})$/.test(serial)
    ? []
    : [
        {
          message: `\`${serial}\` is no MFA device`,
          allowed: 'its ARN, such as `arn:aws:iam::111111111111:mfa/alice`, or the number on a device of hardware',
          ...(serial.includes('/') && { fix: 'if it is what you want to act as, write it before --mfa' }),
        },
      ];
}

/**
 * The code that the MFA device shows now.
 *
 * @throws UserMistake if there is none
 * @throws Interrupted by Ctrl-C
 */
export async function getMfaCode({ serial, tokenCommand }: MfaSource, io: Io): Promise<string> {
  const text = tokenCommand === null ? await askForCode(serial, io) : await runTokenCommand(tokenCommand, io);
  const code = text.trim();
  if (CODE.test(code)) return code;
  throw new UserMistake({
    message: tokenCommand === null ? 'that was no code' : '--token-command printed no code, but something else',
    allowed: 'six digits, as the MFA device shows them',
  });
}

async function askForCode(serial: string, io: Io): Promise<string> {
  const answer = await io.askHidden(`Code of the MFA device ${serial} (it is not shown): `);
  switch (answer.kind) {
    case 'answer':
      return answer.text;
    case 'interrupted':
      throw new Interrupted();
    case 'no-terminal':
      throw new UserMistake({
        message: 'there is no terminal at which to ask for the MFA code',
        fix: 'let a command print it, with --token-command',
      });
  }
}

async function runTokenCommand(command: string, io: Io): Promise<string> {
  const { environment } = io.node;
  const end = await io.runProgram({ command, args: [], environment, isShell: true, isCaptured: true });
  if (end.kind === 'not-started')
    throw new UserMistake(`--token-command cannot be run: there is no shell (${end.code})`);
  if (end.exitCode === INTERRUPTED_EXIT_CODE) throw new Interrupted();
  if (end.exitCode === 0) return end.out;
  throw new UserMistake({
    message: `--token-command failed, with exit code ${end.exitCode}`,
    fix: 'run it by itself: it must print the code, and nothing else, to standard output',
  });
}
