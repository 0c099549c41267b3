import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { driftSpec } from '../../../../constructs/vending/build-specs/drift-spec';
import { AClone } from '../../../support/a-clone';
import { runBuildSpec, type Run } from '../../../support/run-build-spec';

const spec = driftSpec({ topicArn: 'arn:aws:sns:eu-central-1:111111111111:rampart-rules' });

let clone: AClone;
beforeEach(() => {
  clone = new AClone();
});
afterEach(() => {
  clone.remove();
});

function look(npx: string, variables: Readonly<Record<string, string>> = {}): Run {
  const message = join(clone.scratch, 'sent.txt');
  return runBuildSpec(spec, {
    cwd: clone.folder,
    scratch: clone.scratch,
    programs: {
      aws: `cp "\${@: -1:1}" /dev/null 2> /dev/null; f=\${@: -1}; cp "\${f#file://}" '${message}'`,
      npm: 'exit 0',
      npx,
    },
    variables,
  });
}

function sent(): string {
  return readFileSync(join(clone.scratch, 'sent.txt'), 'utf8');
}

test('where nothing differs, nobody is told', () => {
  const { isOk, calls } = look('exit 0');
  expect(isOk).toBe(true);
  expect(calls).toEqual(['npm ci', 'npx rampart drift --assembly cdk.out']);
});

test.each([
  [1, 'Rampart: AWS differs from what was deployed'],
  [2, 'Rampart: nobody could look for differences'],
  [137, 'Rampart: nobody could look for differences'],
])('exit code %d is told, and fails the build', (code, subject) => {
  const { isOk, calls } = look(`echo 'A policy was detached.'; exit ${code}`);
  expect(isOk).toBe(false);
  expect(calls.at(-1)).toContain(
    `aws sns publish --topic-arn arn:aws:sns:eu-central-1:111111111111:rampart-rules --subject ${subject} --message file://`,
  );
  expect(sent()).toBe('A policy was detached.\n');
  expect(subject.length).toBeLessThanOrEqual(100);
});

test('what goes wrong is told, too, when nothing else is said', () => {
  look('exit 2');
  expect(sent()).toBe('exit code 2\n');
});

test('a message is cut where AWS would refuse it, between characters', () => {
  look("head -c 300001 /dev/zero | tr '\\0' x | sed 's/x/ä/g'; exit 1");
  expect(Buffer.byteLength(sent())).toBeLessThanOrEqual(256 * 1024);
  expect(sent()).toMatch(/^ä+$/);
});

test('in the pipeline, the assembly is that of the plan', () => {
  const plan = join(clone.scratch, 'plan');
  mkdirSync(join(plan, 'cdk.out'), { recursive: true });
  writeFileSync(join(plan, 'cdk.out/manifest.json'), 'planned');
  expect(look('[ -f cdk.out/manifest.json ]', { CODEBUILD_SRC_DIR_plan: plan }).isOk).toBe(true);
});

test('at night, the assembly lies beside the files', () => {
  clone.write('cdk.out/manifest.json', 'deployed');
  expect(look('[ -f cdk.out/manifest.json ]').isOk).toBe(true);
  expect(existsSync(join(clone.folder, 'cdk.out/manifest.json'))).toBe(true);
});
