import { ANALYTICS, APPLICATION, describeShop, describeWith } from '../../../../support/application-folder';
import { edit, lines } from '../../../../support/organization-folder';

const RUNS_ON = lines(
  'runsOn:',
  '  github: [repo:a/b:pull_request, repo:a/b:pull_request, repo:A/b:pull_request]',
  '  pods:',
  '    - { cluster: a, namespace: b, serviceAccount: c }',
  '    - { cluster: a, namespace: b, serviceAccount: d }',
  '    - { cluster: a, namespace: b, serviceAccount: c }',
);
const ONE_EACH = lines(
  'runsOn:',
  '  github: [repo:a/b:pull_request]',
  '  pods:',
  '    - { cluster: a, namespace: b, serviceAccount: c }',
);

describe('what runs as an application', () => {
  test('is named once', () => {
    expect(describeShop(['stores:', `${RUNS_ON}\nstores:`])).toBe(
      lines(
        'organization/applications/shop.yaml:6:35: the subject `repo:a/b:pull_request` is listed twice; the first is at organization/applications/shop.yaml:6:12',
        '    fix: remove one of the two',
        'organization/applications/shop.yaml:10:7: the service account `a/b/c` is listed twice; the first is at organization/applications/shop.yaml:8:7',
        '    fix: remove one of the two',
      ),
    );
  });

  test('may be the same for two applications in one account', () => {
    expect(
      describeWith({
        'applications/shop.yaml': edit(APPLICATION, ['stores:', `${ONE_EACH}\nstores:`]),
        'applications/analytics.yaml': edit(ANALYTICS, ['[data]', '[shop]'], ['stores:', `${ONE_EACH}\nstores:`]),
      }),
    ).toBe('');
  });
});
