import type { Problem } from '../../problem';
import { itemsOf, type ApplicationContext, type ApplicationDraft } from './context';
import { findRepeated } from './repetitions';

/** What runs with the role of an application is named once. Two applications may name the same. */
export function findRepeatedCallers({ configuration }: ApplicationContext): readonly Problem[] {
  return configuration.applications.flatMap((application) => [
    ...findRepeatedPods(application),
    ...findRepeatedSubjects(application),
  ]);
}

function findRepeatedPods({ yaml, draft: { runsOn } }: ApplicationDraft): readonly Problem[] {
  const pods = (runsOn?.pods ?? []).flatMap((pod, index) => {
    const names = [pod?.cluster, pod?.namespace, pod?.serviceAccount];
    return names.every((name) => typeof name === 'string') ? [{ name: names.join('/'), index }] : [];
  });
  return findRepeated(pods, ({ name }) => name, {
    code: 'duplicate-pod',
    describe: ({ name }) => `the service account \`${name}\``,
    locate: ({ index }) => yaml.locate(['runsOn', 'pods', index]),
  });
}

function findRepeatedSubjects({ yaml, draft: { runsOn } }: ApplicationDraft): readonly Problem[] {
  return findRepeated(itemsOf(runsOn?.github), ({ value }) => value, {
    code: 'duplicate-subject',
    describe: ({ value }) => `the subject \`${value}\``,
    locate: ({ index }) => yaml.locate(['runsOn', 'github', index]),
  });
}
