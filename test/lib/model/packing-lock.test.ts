import { renderPackingLock } from '../../../lib/model/packing-lock';
import { describeFiles, LANDING_ZONE, lines, requireOrganization } from '../../support/organization-folder';

const LOCK = { formatVersion: 1, documents: { 'rampart-root-scp-1': ['deny-leaving', 'limit-types/Launch'] } } as const;

function withLock(text: string) {
  return { 'landing-zone.yaml': LANDING_ZONE, 'packing.lock.json': text };
}

describe('packing.lock.json', () => {
  test('may be missing', () => {
    expect(requireOrganization({ 'landing-zone.yaml': LANDING_ZONE }).packing).toEqual({
      formatVersion: 1,
      documents: {},
    });
  });

  test('is read as it is written', () => {
    expect(requireOrganization(withLock(renderPackingLock(LOCK))).packing).toEqual(LOCK);
  });

  test('may contain statements that no longer exist', () => {
    const documents = { 'rampart-Gone-rcp-2': ['deny-gone'] };
    expect(requireOrganization(withLock(JSON.stringify({ ...LOCK, documents }))).packing.documents).toEqual(documents);
  });

  test('reports all its mistakes, together with those of other files', () => {
    const text = lines(
      '{',
      '  "formatVersion": 2,',
      '  "documents": {',
      '    "rampart-root-iam-1": [],',
      '    "rampart-root-scp-1": ["deny-leaving", "deny-leaving"],',
      '    "rampart-root-scp-2": ["Deny Leaving"]',
      '  },',
      '  "moved": true',
      '}',
    );
    const landingZone = LANDING_ZONE.replace('home: eu-central-1', 'home: 1');
    const described = describeFiles({ ...withLock(text), 'landing-zone.yaml': landingZone });
    expect(described.split('\n').filter((line) => !line.startsWith(' '))).toEqual([
      expect.stringMatching(/^organization\/landing-zone\.yaml:\d+:\d+: /),
      'organization/packing.lock.json:2:20: unknown value of `formatVersion`: `2`',
      'organization/packing.lock.json:4:5: `rampart-root-iam-1` cannot be a key of `documents`',
      'organization/packing.lock.json:5:27: `deny-leaving` is listed twice in one document',
      'organization/packing.lock.json:6:28: item 1 of `rampart-root-scp-2` cannot be `"Deny Leaving"`',
      'organization/packing.lock.json:8:3: unknown field `moved`',
    ]);
    expect(described).toContain("    allowed: a policy's name, such as `rampart-root-scp-1`");
  });

  test.each([
    ['is empty', ''],
    ['holds the marks of a merge', '{\n<<<<<<< HEAD\n  "formatVersion": 1,\n=======\n'],
    ['is a list', '[]'],
  ])('fails when it %s, where it does', (_, text) => {
    expect(describeFiles(withLock(text))).toMatch(/^organization\/packing\.lock\.json:\d+:\d+: /);
  });
});
