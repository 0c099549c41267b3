import type { Configuration } from '../configuration';
import { ROOT } from '../organization';
import { QUARANTINE } from '../people';
import type { Position, Problem } from '../problem';
import { didYouMean, findClosest, listValues } from '../suggest';
import { guardrailsDownTo, type GuardrailsAt } from './guardrails-above';

/** The sections that name an account of their own. */
const SECTIONS = ['logArchive', 'audit'] as const;

type Section = (typeof SECTIONS)[number];

/** The accounts of the log archive and of the audit: two that exist, are active, and hold nothing else. */
export function findBadSecurityAccounts(configuration: Configuration): readonly Problem[] {
  const { draft } = configuration.landingZone;
  return [
    ...SECTIONS.flatMap((section) => findBadAccount(section, configuration)),
    ...findSharedAccount(configuration),
    ...(draft.audit !== undefined && draft.logArchive === undefined ? [withoutLogArchive(configuration)] : []),
  ];
}

function findBadAccount(section: Section, configuration: Configuration): readonly Problem[] {
  const { landingZone, accounts, unreadableAccounts, areAccountsKnown } = configuration;
  const key = landingZone.draft[section]?.account;
  if (typeof key !== 'string' || !areAccountsKnown || unreadableAccounts.has(key)) return [];
  const at = landingZone.yaml.locate([section, 'account']);
  const account = accounts.find((candidate) => candidate.key === key);
  const management = landingZone.draft.organization?.managementAccount?.name ?? 'management';
  const keys = accounts.filter(({ draft }) => (draft.state ?? 'active') === 'active').map((candidate) => candidate.key);
  if (account === undefined && key === management)
    return [
      {
        code: 'management-account',
        at,
        message: `\`${key}\` is the management account, which no guardrail binds`,
        allowed: listValues(keys),
        fix: 'name a member account',
      },
    ];
  if (account === undefined)
    return [
      {
        code: 'unknown-account',
        at,
        message: `unknown account \`${key}\``,
        allowed: listValues(keys),
        fix: didYouMean(key, keys).fix ?? `add \`accounts/${key}.yaml\``,
      },
    ];
  const { state } = account.draft;
  if (state !== 'suspended' && state !== 'closed') return [];
  return [
    {
      code: 'account-not-active',
      at,
      message: `the account \`${key}\` is ${state}`,
      allowed: listValues(keys),
      fix: 'name an account that is active',
    },
  ];
}

function findSharedAccount({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const key = draft.audit?.account;
  if (typeof key !== 'string' || key !== draft.logArchive?.account) return [];
  return [
    {
      code: 'shared-account',
      at: yaml.locate(['audit', 'account']),
      message: `\`${key}\` is the account of the log archive, which holds nothing else`,
      allowed: 'an account of its own',
      fix: 'name another account: whoever looks at the organization must not have access to the logs',
    },
  ];
}

function withoutLogArchive({ landingZone: { yaml } }: Configuration): Problem {
  return {
    code: 'audit-without-log-archive',
    at: yaml.locateKey(['audit']),
    message: '`audit` needs `logArchive`: the trail has nowhere to put its logs',
    fix: 'add the section `logArchive` (docs/audit.md)',
  };
}

/** The guardrails without which somebody in the account of a section could undo what it is for. */
const GUARDRAILS: Readonly<Record<Section, readonly string[]>> = {
  logArchive: ['protect-cloudtrail', 'protect-log-archive', 'protect-log-archive-data', 'protect-platform-roles'],
  audit: ['protect-cloudtrail', 'protect-platform-roles'],
};

/** The accounts must be covered by the guardrails that protect them: placed there, or above. */
export function findUncoveredSecurityAccounts(configuration: Configuration): readonly Problem[] {
  return placedAccounts(configuration).flatMap(({ section, key, at, chain }) => {
    const ids = chain.flatMap(({ guardrails }) => guardrails);
    const missing = GUARDRAILS[section].filter((id) => !ids.some((written) => isMeant(written, id)));
    return missing.map((id) => ({
      code: 'account-not-covered',
      at,
      message: `the account \`${key}\` is not covered by the guardrail \`${id}\``,
      allowed: `the guardrail on ${listValues(chain.map(({ target }) => target))}`,
      fix: `add \`${id}\` to \`guardrails\`, below \`${key}\``,
    }));
  });
}

/** An account of the sections must be able to work: in quarantine, nobody could read logs, or look at anything. */
export function findQuarantinedSecurityAccounts(configuration: Configuration): readonly Problem[] {
  return placedAccounts(configuration).flatMap(({ key, at, chain }) => {
    const target = chain.find(({ guardrails }) => guardrails.includes(QUARANTINE))?.target;
    if (target === undefined) return [];
    const isUnit = target !== ROOT && target !== key;
    return [
      {
        code: 'account-in-quarantine',
        at,
        message: `the account \`${key}\` cannot work: the guardrail \`${QUARANTINE}\` is on \`${target}\``,
        allowed: `an account without \`${QUARANTINE}\` on it or above it`,
        fix: `${isUnit ? 'move the account to another unit, or ' : ''}remove \`${QUARANTINE}\` from \`${target}\``,
      },
    ];
  });
}

/** The account of a section, with the guardrails on each target from the root down to it. */
interface PlacedAccount {
  readonly section: Section;
  readonly key: string;
  /** Where the section names it. */
  readonly at: Position;
  readonly chain: readonly GuardrailsAt[];
}

function placedAccounts(configuration: Configuration): readonly PlacedAccount[] {
  const { landingZone, accounts } = configuration;
  const { yaml, draft } = landingZone;
  return SECTIONS.flatMap((section) => {
    const account = accounts.find(({ key }) => key === draft[section]?.account);
    if (account === undefined || typeof account.draft.unit !== 'string') return [];
    const chain = guardrailsDownTo(account.key, account.draft.unit, configuration);
    return [{ section, key: account.key, at: yaml.locate([section, 'account']), chain }];
  });
}

/** A misspelled id is a problem of its own. */
function isMeant(written: string, id: string): boolean {
  return written === id || findClosest(written, Object.values(GUARDRAILS).flat()) === id;
}
