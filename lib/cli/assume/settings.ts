import type { Organization } from '../../model/organization';
import { REGIONS } from '../../model/regions';
import { didYouMean, listValues } from '../../model/suggest';
import type { GlobalOptions } from '../command';
import { UserMistake, type Mistake } from '../input/user-mistake';
import { describeSeconds, parseDuration } from './duration';
import { SHELLS, type Shell } from './exports';
import { checkSerial } from './mfa-code';
import { checkName, checkProfileName } from './session-name';
import { parseStep, TARGETS, type AssumeStep } from './step';

export interface AssumeOptions extends GlobalOptions {
  readonly list?: boolean;
  readonly as?: string;
  readonly via?: readonly string[];
  /** True: without a serial. */
  readonly mfa?: string | true;
  readonly tokenCommand?: string;
  readonly sessionName?: string;
  readonly duration?: string;
  readonly externalId?: string;
  readonly sourceIdentity?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly shell?: string;
  readonly credentialProcess?: boolean;
  readonly cache?: boolean;
  readonly printProfile?: string;
}

/** What the arguments ask for, once nothing is wrong with them. */
export interface AssumeSettings {
  readonly steps: readonly AssumeStep[];
  readonly region: string;
  /** In seconds; undefined: AWS's default. */
  readonly seconds: number | undefined;
  /** Null: no code is needed. `serial`: null if --mfa does not say it. */
  readonly mfa: { readonly serial: string | null; readonly tokenCommand: string | null } | null;
  readonly shell: Shell;
  /** The program to run, with its arguments; empty: none. */
  readonly program: readonly string[];
}

const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

/**
 * Everything that the arguments say.
 *
 * @param args what to act as, and the program to run
 * @throws UserMistake with all mistakes
 */
export function readSettings(
  options: AssumeOptions,
  [target, ...program]: readonly string[],
  organization: Organization,
): AssumeSettings {
  const mistakes: Mistake[] = [...checkModes(options, program), ...checkOptions(options)];
  const steps: AssumeStep[] = [];
  const given = [...(options.via ?? []), ...(target === undefined ? [] : [target])];
  for (const [index, one] of given.entries()) {
    const step = parseStep(one, index > 0, organization);
    if ('message' in step) mistakes.push(step);
    else steps.push(step);
  }
  if (target === undefined) mistakes.push(missingTarget(options));
  const seconds = options.duration === undefined ? undefined : parseDuration(options.duration);
  if (typeof seconds === 'object') mistakes.push(seconds);
  else if (steps.length === given.length) mistakes.push(...checkSteps(steps, seconds, options, organization));
  const shell = SHELLS.find((one) => one === (options.shell ?? 'posix'));
  if (mistakes.length > 0 || shell === undefined || typeof seconds === 'object') throw new UserMistake(mistakes);
  return {
    ...{ steps, seconds, shell, program, region: options.region ?? organization.homeRegion },
    mfa: takesCode(options)
      ? { serial: typeof options.mfa === 'string' ? options.mfa : null, tokenCommand: options.tokenCommand ?? null }
      : null,
  };
}

function takesCode({ mfa, tokenCommand }: AssumeOptions): boolean {
  return mfa !== undefined || tokenCommand !== undefined;
}

function missingTarget({ mfa }: AssumeOptions): Mistake {
  const fix =
    typeof mfa === 'string' && mfa.includes('/')
      ? `write what you want to act as before --mfa, which takes the word after it: \`${mfa} --mfa\``
      : 'see what you may act as with `npx rampart assume --list`';
  return { message: 'it is not said what to act as', allowed: TARGETS, fix };
}

/** Only one of them can have the standard output. */
function checkModes(options: AssumeOptions, program: readonly string[]): readonly Mistake[] {
  const { credentialProcess, printProfile, shell, cache, as } = options;
  const modes = [
    ...(credentialProcess === true ? ['--credential-process'] : []),
    ...(printProfile === undefined ? [] : ['--print-profile']),
    ...(shell === undefined ? [] : ['--shell']),
    ...(program.length === 0 ? [] : [`-- ${program[0] ?? ''}`]),
  ];
  return [
    ...(modes.length > 1 ? [{ message: `${modes.join(' and ')} do not go together`, allowed: 'one of them' }] : []),
    ...(cache === true && credentialProcess !== true
      ? [{ message: '--cache is only for --credential-process', fix: 'a shell keeps its session by itself' }]
      : []),
    ...(as === undefined ? [] : [{ message: '--as is only for --list' }]),
  ];
}

function checkOptions(options: AssumeOptions): readonly Mistake[] {
  const { mfa, sessionName, externalId, sourceIdentity, region, shell, printProfile } = options;
  return [
    ...(typeof mfa === 'string' ? checkSerial(mfa) : []),
    ...(sessionName === undefined ? [] : checkName('--session-name', sessionName)),
    ...(sourceIdentity === undefined ? [] : checkName('--source-identity', sourceIdentity)),
    ...(externalId === undefined || EXTERNAL_ID.test(externalId)
      ? []
      : [{ message: '--external-id is none of AWS', allowed: '2 to 1,224 letters, digits and `_+=,.@:/-`' }]),
    ...oneOf('--region', region, REGIONS),
    ...oneOf('--shell', shell, SHELLS),
    ...(printProfile === undefined ? [] : checkProfileName(printProfile)),
  ];
}

function oneOf(option: string, given: string | undefined, allowed: readonly string[]): readonly Mistake[] {
  if (given === undefined || allowed.includes(given)) return [];
  return [{ message: `${option} cannot be \`${given}\``, allowed: listValues(allowed), ...didYouMean(given, allowed) }];
}

/** AWS's limit for a role that a session of another one assumes, in seconds. */
const CHAINED_SECONDS = 3600;

function checkSteps(
  steps: readonly AssumeStep[],
  seconds: number | undefined,
  options: AssumeOptions,
  { identity }: Organization,
): readonly Mistake[] {
  const last = steps.at(-1);
  if (last === undefined) return [];
  return [
    ...(last.kind === 'permission-set' ? optionsOfRoles(last.given, last.seconds, options) : []),
    ...(last.kind === 'role' && seconds !== undefined ? checkLength(last, seconds, steps.length > 1) : []),
    ...(steps[0]?.kind === 'permission-set' && takesCode(options)
      ? [{ message: `--mfa is for users of IAM; for \`${steps[0].given}\`, Identity Center asks at the sign-in` }]
      : []),
    ...(steps.some(({ kind }) => kind === 'permission-set') && (identity?.instance?.startUrl ?? null) === null
      ? [
          {
            message: "the address of Identity Center's access portal is not known",
            fix: 'write it as `identity.instance.startUrl` into landing-zone.yaml: the console of Identity Center shows it under Settings',
          },
        ]
      : []),
  ];
}

function optionsOfRoles(given: string, seconds: number, options: AssumeOptions): readonly Mistake[] {
  const { duration, sessionName, externalId, sourceIdentity } = options;
  const named = [
    ...(duration === undefined ? [] : ['--duration']),
    ...(sessionName === undefined ? [] : ['--session-name']),
    ...(externalId === undefined ? [] : ['--external-id']),
    ...(sourceIdentity === undefined ? [] : ['--source-identity']),
  ];
  return named.map((option) => ({
    message: `${option} is for roles, and \`${given}\` is a permission set, whose sessions are Identity Center's and last ${describeSeconds(seconds)}`,
    ...(option === '--duration' && {
      fix: 'the length of its sessions is `identity.permissionSets` in landing-zone.yaml',
    }),
  }));
}

function checkLength(
  { given, maximumSeconds }: Extract<AssumeStep, { readonly kind: 'role' }>,
  seconds: number,
  isChained: boolean,
): readonly Mistake[] {
  if (seconds > maximumSeconds)
    return [
      {
        message: `--duration: a session of \`${given}\` cannot last ${describeSeconds(seconds)}`,
        allowed: `at most ${describeSeconds(maximumSeconds)}`,
      },
    ];
  return isChained && seconds > CHAINED_SECONDS
    ? [
        {
          message: `--duration: ${describeSeconds(seconds)} is too long after --via`,
          allowed: 'at most 1 h, whatever the role allows: AWS limits roles that a session assumes',
        },
      ]
    : [];
}
