import { code, paragraph, toned, type Entry, type Inline, type Report, type Tone } from '../../report/report';
import type { GroupsOutput } from './groups-output';

type Group = GroupsOutput['groups'][number];

/** What Identity Center has, for people: the lines to paste, and what does not fit. */
export function groupsReport({ instance, groups, yaml, region, written }: GroupsOutput): Report {
  const wrong = groups.filter(({ state }) => state === 'different' || state === 'missing').length;
  const isFine = wrong === 0 && instance.state !== 'different';
  const entries = [...instanceEntries(instance, region), ...groups.flatMap(describeGroup)];
  return {
    title: isFine
      ? toned('good', 'Identity Center has the instance and every group of the configuration')
      : toned('bad', 'Identity Center does not have what the configuration says'),
    sections: [
      ...(entries.length === 0 ? [] : [{ blocks: [{ kind: 'entries', entries } as const] }]),
      { blocks: [{ kind: 'code', language: 'yaml', text: yaml }] },
      ...(written === null ? [] : [{ blocks: [paragraph(`Wrote what was missing into ${written}`)] }]),
    ],
  };
}

function instanceEntries({ state, arn, status }: GroupsOutput['instance'], region: string): readonly Entry[] {
  const entries: Entry[] = [];
  if (state === 'different')
    entries.push({
      label: 'different',
      tone: 'bad',
      summary: ['the instance in ', region, ' is ', code(arn), ', another one than that of the configuration'],
      facts: [
        {
          title: 'Fix',
          text: 'if the configuration is wrong, change `identity.instance` by hand: permission sets and assignments are made anew',
        },
      ],
    });
  if (status !== 'ACTIVE')
    entries.push({ label: 'not ready', tone: 'warning', summary: ['the instance is ', code(status)] });
  return entries;
}

const TONES: Readonly<Record<Group['state'], Tone>> = {
  same: 'quiet',
  new: 'notice',
  renamed: 'warning',
  different: 'bad',
  missing: 'bad',
};

function describeGroup(group: Group): readonly Entry[] {
  const { name, state, otherName } = group;
  if (state === 'same') return [];
  const fix = fixOf(group);
  return [
    {
      label: state,
      tone: TONES[state],
      summary: [code(name), ': ', ...whatIs(group)],
      facts: [
        ...(state === 'missing' && otherName !== null ? [{ title: 'Similar', text: code(otherName) }] : []),
        ...(fix === null ? [] : [{ title: 'Fix', text: fix }]),
      ],
    },
  ];
}

function whatIs({ state, configured, live, otherName }: Group): readonly (string | ReturnType<typeof code>)[] {
  switch (state) {
    case 'same':
      return ['as configured'];
    case 'new':
      return ['its id is ', code(live ?? '')];
    case 'renamed':
      return ['the group with its id is called ', code(otherName ?? ''), ' in Identity Center'];
    case 'different':
      return [
        'the group of this name is ',
        code(live ?? ''),
        ', the configuration says ',
        code(configured ?? ''),
        ...(otherName === null ? [', which no group has'] : [', which is ', code(otherName)]),
      ];
    case 'missing':
      return [configured === null ? 'no group has this name' : 'no group has this name or its id'];
  }
}

function fixOf({ state }: Group): Inline | null {
  if (state === 'different')
    return 'look who is in that group; if it is the right one, change the id by hand: its people get what is assigned';
  return state === 'missing'
    ? 'make the group in Identity Center or in its identity provider, or correct the name'
    : null;
}
