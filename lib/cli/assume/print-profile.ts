import { join, resolve } from 'node:path';
import { UserMistake } from '../input/user-mistake';
import type { Io } from '../io';
import type { AssumeOptions, AssumeSettings } from './settings';

/** The program, wherever it is called from. */
const PROGRAM = join(__dirname, '../../../bin/rampart.js');

/** What a shell and AWS's own tools read alike, with and without double quotes. */
const PLAIN = /^[\w+=,.@:/-]+$/;
const QUOTABLE = /^[^"$`\\!%#;\p{Cc}]+$/u;

/**
 * Writes the section of `~/.aws/config` with which AWS's tools get a session by themselves.
 *
 * @throws UserMistake if the profile cannot be written
 */
export function printProfile(name: string, options: AssumeOptions, settings: AssumeSettings, io: Io): void {
  const { environment, path } = io.node;
  // Named in any case: tools start the command with AWS_PROFILE set to this very profile.
  const source =
    settings.steps[0]?.kind === 'role' ? (options.profile ?? (environment['AWS_PROFILE'] || 'default')) : null;
  if (source === name)
    throw new UserMistake({
      message: `profile \`${name}\` would start with its own credentials`,
      fix: 'name another one to start from, with --profile',
    });
  for (const line of profileLines(name, path, argumentsOf(options, settings, source), settings.region)) io.out(line);
}

/** The arguments again, with what must not depend on where the command is called from. */
function argumentsOf(options: AssumeOptions, { steps }: AssumeSettings, source: string | null): readonly string[] {
  const given = steps.map((step) => step.given);
  const { mfa, tokenCommand, sessionName, duration, externalId, sourceIdentity, region } = options;
  const named = { sessionName, duration, externalId, sourceIdentity, region, tokenCommand };
  const flags: Readonly<Record<keyof typeof named, string>> = {
    ...{ sessionName: '--session-name', duration: '--duration', externalId: '--external-id' },
    ...{ sourceIdentity: '--source-identity', region: '--region', tokenCommand: '--token-command' },
  };
  return [
    ...given.slice(-1),
    ...given.slice(0, -1).flatMap((via) => ['--via', via]),
    ...(source === null ? [] : ['--profile', source]),
    ...(mfa === undefined ? [] : mfa === true ? ['--mfa'] : ['--mfa', mfa]),
    ...Object.entries(named).flatMap(([key, value]) =>
      value === undefined ? [] : [flags[key as keyof typeof named], value],
    ),
    ...['--organization', resolve(options.organization)],
  ];
}

/** Some tools read the command line by a shell, others split it: it consists of what both understand. */
function profileLines(name: string, node: string, args: readonly string[], region: string): readonly string[] {
  const command = [node, PROGRAM, 'assume', ...args, '--credential-process', '--cache'];
  const bad = command.filter((part) => !QUOTABLE.test(part));
  if (bad.length > 0)
    throw new UserMistake(
      bad.map((part) => ({
        message: `\`${part}\` cannot be a part of \`credential_process\`, which different tools read in different ways`,
        allowed: 'no double quotes, backticks, backslashes and none of `$%!#;`',
        fix: 'put it into a script, and name that',
      })),
    );
  return [
    `[${name === 'default' ? name : `profile ${name}`}]`,
    `credential_process = ${command.map((part) => (PLAIN.test(part) ? part : `"${part}"`)).join(' ')}`,
    `region = ${region}`,
  ];
}
