import type { Problem } from '../../problem';
import type { ApplicationContext } from './context';

/** Applications need the baseline: it brings the boundary of their roles to each account. */
export function findMissingBaseline({ configuration }: ApplicationContext): readonly Problem[] {
  const { landingZone, applications, unreadableApplications } = configuration;
  const [first] = [...applications.map(({ key }) => key), ...unreadableApplications];
  if (landingZone.draft.baseline !== undefined || first === undefined) return [];
  return [
    {
      code: 'applications-without-baseline',
      at: landingZone.yaml.locate(['baseline']),
      message: `applications, such as \`${first}\`, need \`baseline\`: it makes the permissions boundary of their roles`,
      fix: 'add the section `baseline` (docs/baseline.md)',
    },
  ];
}
