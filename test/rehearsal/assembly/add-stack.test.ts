import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addStack } from '../../../rehearsal/assembly/add-stack';
import { aFolder } from '../../lib/cli/an-io';

describe('addStack', () => {
  test('adds a stack that is deployed last with the same roles, and does not change the original', () => {
    const folder = join(aFolder(), 'cdk.out');
    mkdirSync(folder);
    const properties = { assumeRoleArn: 'role', stackName: 'Rampart-A', stackTemplateAssetObjectUrl: 's3://a' };
    const artifacts = { A: { type: 'aws:cloudformation:stack', environment: 'aws://1/eu-central-1', properties } };
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '1', artifacts }));
    const before = {
      folder,
      stacks: [{ id: 'A', name: 'Rampart-A', region: 'eu-central-1', template: { Resources: {} } }],
      removed: [],
      adapted: 3,
      flattened: 0,
    };
    const template = { Resources: { R: { Type: 'AWS::SNS::Topic' } } };
    const { stacks, adapted, folder: to } = addStack(before, join(aFolder(), 'copy'), 'B', template);
    expect([stacks.map(({ name }) => name), adapted]).toEqual([['Rampart-A', 'Rampart-B'], 3]);
    expect(JSON.parse(readFileSync(join(to, 'manifest.json'), 'utf8'))).toEqual({
      version: '1',
      artifacts: {
        ...artifacts,
        B: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://1/eu-central-1',
          properties: { assumeRoleArn: 'role', stackName: 'Rampart-B', templateFile: 'B.template.json' },
          dependencies: ['A'],
          displayName: 'B',
        },
      },
    });
    expect(JSON.parse(readFileSync(join(to, 'B.template.json'), 'utf8'))).toEqual(template);
    expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).toEqual({ version: '1', artifacts });
  });
});
