import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

function dependenciesOf(file: string): readonly string[] {
  const { dependencies } = JSON.parse(readFileSync(join(root, file), 'utf8')) as { dependencies: object };
  return Object.keys(dependencies);
}

describe('the packages of the rehearsal', () => {
  test('are those that its sources import and the product does not have, and the one that only a function loads', () => {
    const sources = readdirSync(join(root, 'rehearsal'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.startsWith('node_modules'))
      .map((file) => readFileSync(join(root, 'rehearsal', file), 'utf8'));
    const imported = new Set(sources.flatMap((source) => source.match(/@aws-sdk\/client-[a-z0-9]+(?=')/g) ?? []));
    const product = dependenciesOf('package.json');
    const own = [...imported].filter((name) => !product.includes(name));
    expect(dependenciesOf('rehearsal/package.json')).toEqual([...own, '@aws-sdk/client-ram'].sort());
  });

  // The CDK's function for one-way calls requires `@aws-sdk/client-SERVICE`; Lambda has all of them, the emulator has not.
  test('include the client of each service that a function of our stacks calls', () => {
    const file = 'lib/stacks/organization-settings-stack.ts';
    const source = readFileSync(join(root, file), 'utf8');
    const services = new Set(Array.from(source.matchAll(/service: '([a-z]+)'/g), ([, service]) => service ?? ''));
    const installed = [...dependenciesOf('package.json'), ...dependenciesOf('rehearsal/package.json')];
    expect([...services].sort()).toEqual(['cloudformation', 'iam', 'organizations', 'ram']);
    for (const service of services) expect(installed).toContain(`@aws-sdk/client-${service}`);
  });
});
