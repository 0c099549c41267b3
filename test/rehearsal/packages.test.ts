import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesize } from '../support/synthesize';
import { theExample } from '../support/the-example';

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
    const imported = new Set(sources.flatMap((source) => source.match(/@aws-sdk\/client-[a-z0-9-]+(?=')/g) ?? []));
    const product = dependenciesOf('package.json');
    const own = [...imported].filter((name) => !product.includes(name));
    expect(dependenciesOf('rehearsal/package.json')).toEqual([...own, '@aws-sdk/client-ram'].sort());
  });

  // The CDK's function for one-way calls requires `@aws-sdk/client-SERVICE`. Lambda has every client, the emulator has ours.
  test('include the client of each service that a function of our stacks calls', () => {
    const text = synthesize(theExample()).map((stack) => stack.text);
    const services = text.flatMap((template) =>
      Array.from(template.matchAll(/\\"service\\":\\"([a-z]+)\\"/g), ([, service]) => service ?? ''),
    );
    expect([...new Set(services)].sort()).toEqual(['backup', 'cloudformation', 'iam', 'organizations', 'ram']);
    const installed = [...dependenciesOf('package.json'), ...dependenciesOf('rehearsal/package.json')];
    expect(installed).toEqual(expect.arrayContaining(services.map((service) => `@aws-sdk/client-${service}`)));
  });
});
