import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeSpec } from '../../../../constructs/vending/build-specs/judge-spec';
import { AClone, AWS_WITHOUT_STACK, awsWithRevision } from '../../../support/a-clone';
import { runBuildSpec, type Run } from '../../../support/run-build-spec';

const spec = judgeSpec({ configuration: 'organization', guardrailsStack: 'Rampart-Guardrails' });

let clone: AClone;
beforeEach(() => {
  clone = new AClone();
});
afterEach(() => {
  clone.remove();
});

interface Circumstances {
  readonly opens?: string;
  readonly destroys?: string;
  readonly difference?: string;
  readonly aws?: string;
  /** The commit that the plan compared with. */
  readonly planned?: string;
  readonly commit?: string;
}

function judge({ opens = 'no', destroys = 'no', difference = '', aws, planned, commit }: Circumstances = {}): Run {
  const plan = join(clone.scratch, 'plan');
  mkdirSync(join(plan, 'planned'), { recursive: true });
  mkdirSync(join(plan, 'cdk.out'), { recursive: true });
  writeFileSync(join(plan, 'cdk.out/manifest.json'), '{}');
  writeFileSync(join(plan, 'planned/opens.txt'), `${opens}\n`);
  writeFileSync(join(plan, 'planned/destroys.txt'), `${destroys}\n`);
  writeFileSync(join(plan, 'planned/difference.md'), difference);
  writeFileSync(
    join(plan, 'planned/deployed.txt'),
    `${planned ?? /'([0-9a-f]*)'/.exec(aws ?? '')?.[1] ?? clone.first}\n`,
  );
  return runBuildSpec(spec, {
    cwd: clone.folder,
    scratch: clone.scratch,
    programs: { aws: aws ?? awsWithRevision(clone.first), npm: 'exit 1', npx: 'exit 1', node: 'exit 1' },
    variables: { COMMIT: commit ?? clone.head, CODEBUILD_SRC_DIR_plan: plan },
  });
}

function changeData(): void {
  clone.write('organization/accounts/shop.yaml', 'email: a@example.com');
  clone.commit();
}

describe('nobody must approve', () => {
  test('where there are new accounts alone, nothing opens and nothing is destroyed', () => {
    changeData();
    const { exported, calls } = judge();
    expect(exported).toEqual({
      APPROVAL: 'not-needed',
      REASON: 'Nothing but new accounts. Nothing opens, and nothing is destroyed.',
      SEAL: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      BASE: clone.first,
    });
    // Nothing of the repository runs.
    expect(calls.map((call) => call.split(' ')[0])).toEqual(['aws']);
  });

  test('where the same commit is deployed again', () => {
    expect(judge().exported['APPROVAL']).toBe('not-needed');
  });

  test('where there are several new accounts, since several commits', () => {
    changeData();
    clone.write('organization/accounts/Data-2.yaml', 'email: b@example.com');
    clone.commit();
    expect(judge().exported['APPROVAL']).toBe('not-needed');
  });
});

describe('a person must approve', () => {
  test('where data opens something, and reads what', () => {
    changeData();
    const { APPROVAL, REASON } = judge({ opens: 'yes', difference: '## 1 opening #{Source.CommitId}\nmore' }).exported;
    expect([APPROVAL, REASON]).toEqual([
      'needed',
      'Opens something: yes. Destroys something: no.  1 opening Source.CommitId',
    ]);
  });

  test.each([
    ['nobody could compare', { opens: 'unknown' }],
    ['the plan says nothing', { opens: '' }],
    ['the plan says something else', { opens: 'no way' }],
    ['something is destroyed', { destroys: 'yes' }],
    ['nobody knows whether something is destroyed', { destroys: '' }],
  ])('where %s', (_, circumstances) => {
    changeData();
    expect(judge(circumstances).exported['APPROVAL']).toBe('needed');
  });

  test('where the plan left nothing', () => {
    changeData();
    const run = runBuildSpec(spec, {
      cwd: clone.folder,
      scratch: clone.scratch,
      programs: { aws: awsWithRevision(clone.first) },
      variables: { COMMIT: clone.head },
    });
    expect(run.exported['APPROVAL'] ?? 'needed').toBe('needed');
  });

  const CODE: Readonly<Record<string, () => void>> = {
    'a file of the tool': () => {
      clone.write('tool.ts', 'another tool');
    },
    'a file deep inside': () => {
      clone.write('lib/part.ts', 'another part');
    },
    'a new file at the top': () => {
      clone.write('.npmrc', 'script-shell=./evil');
    },
    'a new file whose name begins as the folder': () => {
      clone.write('organization.ts', 'code');
    },
    'a folder whose name differs by case': () => {
      clone.write('Organization/landing-zone.yaml', 'organization: {}');
    },
    'a folder of that name elsewhere': () => {
      clone.write('lib/organization/landing-zone.yaml', 'organization: {}');
    },
    'a file with a name that is no text': () => {
      writeFileSync(Buffer.concat([Buffer.from(`${clone.folder}/`), Buffer.from([0xff, 0xfe])]), 'code');
    },
    'a file with a line break and the folder in its name': () => {
      clone.write('a\n040000 tree 0000000000000000000000000000000000000000\torganization', 'code');
    },
    'a deleted file': () => {
      rmSync(join(clone.folder, 'lib/part.ts'));
    },
    'a file that may be run': () => {
      clone.git('update-index', '--chmod=+x', 'tool.ts');
      clone.git('checkout-index', '--force', 'tool.ts');
    },
    'attributes that hide changes': () => {
      clone.write('.gitattributes', '* -diff\n');
    },
    'attributes in a folder that hide changes': () => {
      clone.write('lib/.gitattributes', '* -diff binary\n');
      clone.write('lib/part.ts', 'another part');
    },
    'a link in place of the folder': () => {
      rmSync(join(clone.folder, 'organization'), { recursive: true });
      clone.write('other/landing-zone.yaml', 'organization: {}');
      symlinkSync('other', join(clone.folder, 'organization'));
    },
    'a file in place of the folder': () => {
      rmSync(join(clone.folder, 'organization'), { recursive: true });
      clone.write('organization', 'code');
    },
    'no folder any more': () => {
      rmSync(join(clone.folder, 'organization'), { recursive: true });
    },
  };

  test.each(Object.keys(CODE))('where more than data changed: %s', (name) => {
    CODE[name]?.();
    clone.commit();
    expect(judge().exported['APPROVAL']).toBe('needed');
  });

  test('where a module is added that says that it is to be ignored', () => {
    clone.write('.gitmodules', '[submodule "m"]\n  path = m\n  url = ./m\n  ignore = all\n');
    clone.commit();
    const deployed = clone.head;
    clone.git('update-index', '--add', '--cacheinfo', `160000,${clone.first},m`);
    clone.commitAdded();
    expect(judge({ aws: awsWithRevision(deployed) }).exported['APPROVAL']).toBe('needed');
  });

  test('where the folder has a module', () => {
    clone.git('update-index', '--add', '--cacheinfo', `160000,${clone.first},organization/m`);
    clone.commitAdded();
    expect(judge().exported['APPROVAL']).toBe('needed');
  });

  test('where code changed together with data, whatever the plan says of it', () => {
    changeData();
    clone.write('tool.ts', 'another tool');
    clone.commit();
    const { APPROVAL, REASON } = judge({ difference: 'Nothing to see here' }).exported;
    expect([APPROVAL, REASON]).toEqual([
      'needed',
      `Not only organization/ changed since ${clone.first}: read the commits, which nothing here can judge.`,
    ]);
  });

  const INSIDE: Readonly<Record<string, () => void>> = {
    'another text of a file': () => {
      clone.write('organization/landing-zone.yaml', 'organization: { subscriptions }');
    },
    'no longer a file': () => {
      rmSync(join(clone.folder, 'organization/landing-zone.yaml'));
      clone.write('organization/accounts/a.yaml', 'email: a@example.com');
    },
    'another name of a file': () => {
      clone.git('mv', 'organization/landing-zone.yaml', 'organization/lz.yaml');
    },
    'a new application': () => {
      clone.write('organization/applications/shop.yaml', 'owner: a');
    },
    'how files are read': () => {
      clone.write('organization/.gitattributes', '*.yaml filter=lfs');
    },
    'how accounts are read': () => {
      clone.write('organization/accounts/.gitattributes', '*.yaml filter=lfs');
    },
    'a package below the accounts': () => {
      clone.write('organization/accounts/node_modules/a.yaml', 'code');
    },
    'a file whose name ends otherwise': () => {
      clone.write('organization/accounts/shop.yaml.js', 'code');
    },
    'a file with a strange name': () => {
      clone.write('organization/accounts/\xe9 "a".yaml', 'email: a@example.com');
    },
    'a file whose name begins as that of an account': () => {
      clone.write('organization/accounts/shop.yaml\nx', 'email: a@example.com');
    },
    'a file whose name ends as that of an account': () => {
      clone.write('organization/accounts/x\n100644 blob 0\torganization/accounts/shop.yaml', 'email: a@example.com');
    },
    'a link': () => {
      mkdirSync(join(clone.folder, 'organization/accounts'));
      symlinkSync('../../../etc/passwd', join(clone.folder, 'organization/accounts/shop.yaml'));
    },
    'a program': () => {
      clone.write('organization/accounts/run.yaml', 'code');
      clone.git('add', '--all');
      clone.git('update-index', '--chmod=+x', 'organization/accounts/run.yaml');
      clone.git('checkout-index', '--force', 'organization/accounts/run.yaml');
    },
  };

  test.each(Object.keys(INSIDE))('where the configuration has more than new accounts: %s', (name) => {
    INSIDE[name]?.();
    clone.commit();
    const { APPROVAL, REASON } = judge({ difference: '1 change' }).exported;
    expect([APPROVAL, REASON]).toEqual(['needed', 'More than new accounts: 1 change']);
  });

  test('where the deployed commit is not in the history, because it was rewritten', () => {
    changeData();
    const deployed = clone.head;
    clone.git('reset', '--quiet', '--hard', clone.first);
    clone.write('organization/landing-zone.yaml', 'another: {}');
    clone.commit();
    const { APPROVAL, REASON } = judge({ aws: awsWithRevision(deployed) }).exported;
    expect([APPROVAL, REASON]).toEqual([
      'needed',
      `The deployed commit ${deployed} is not in the history of this one.`,
    ]);
  });

  test.each([
    ['nothing is deployed', AWS_WITHOUT_STACK],
    ['the deployed stack says no revision', awsWithRevision('None')],
    ['what was deployed was not committed', awsWithRevision(`${'a'.repeat(40)}-dirty`)],
    ['the deployed commit is unknown', awsWithRevision('a'.repeat(40))],
    ['the deployed revision is a command', awsWithRevision('$(touch /tmp/x) HEAD')],
    ['the deployed revision is a branch', awsWithRevision('HEAD')],
  ])('where %s', (_, aws) => {
    changeData();
    const { APPROVAL, REASON } = judge({ aws }).exported;
    expect([APPROVAL, REASON]).toEqual(['needed', 'There is no deployed commit in this history to compare with.']);
  });

  test('where another commit was deployed while this one was planned', () => {
    changeData();
    const { APPROVAL, REASON, BASE } = judge({ planned: 'a'.repeat(40) }).exported;
    expect([APPROVAL, REASON, BASE]).toEqual([
      'needed',
      `The plan compares with another commit than ${clone.first}, which is deployed now: reject it, and release again.`,
      clone.first,
    ]);
  });

  test('where what is cloned is not what is deployed', () => {
    changeData();
    expect(judge({ commit: clone.first }).exported['APPROVAL']).toBe('needed');
  });

  test('where a replacement of Git makes the code look as before', () => {
    const before = clone.git('rev-parse', 'HEAD:lib');
    clone.write('lib/part.ts', 'another part');
    clone.commit();
    clone.git('replace', clone.git('rev-parse', 'HEAD:lib'), before);
    expect(judge().exported['APPROVAL']).toBe('needed');
  });
});

describe('the judge', () => {
  test('fails where AWS does not answer, so that nothing is deployed', () => {
    changeData();
    expect(judge({ aws: "echo 'AccessDenied' >&2; exit 254" }).isOk).toBe(false);
  });

  test('gives another seal to another plan', () => {
    changeData();
    const seals = [judge(), judge(), judge({ difference: 'more' })].map(({ exported }) => exported['SEAL']);
    expect(seals[0]).toBe(seals[1]);
    expect(seals[2]).not.toBe(seals[0]);
  });
});
