import { applicationSections, summarizeApplications } from '../../../../lib/cli/plan/applications';
import { renderText } from '../../../../lib/report/text/render-text';
import { theExample } from '../../../support/the-example';

const { organization } = theExample();
const lines = renderText({ sections: applicationSections(summarizeApplications(organization)) }, { hasColors: false });

describe('the applications of a plan', () => {
  test('have their accounts, role, stores and people, and how many grants reach their stores from elsewhere', () => {
    const text = lines.join('\n');
    expect(text).toMatch(/^Application +Accounts +Stores +People +Grants$/m);
    expect(text).toMatch(/^shop +shop-production +orders +shop-developers +2\n *role app\/shop +images$/m);
    expect(text).toMatch(/^billing +shop-production +invoices +none +1\n *role app\/billing$/m);
    expect(text).toMatch(/^preview +shop-development +uploads +shop-developers +0\n *role app\/preview$/m);
  });

  test('that are retired have no role, and closed stores', () => {
    expect(lines.join('\n')).toMatch(
      /^newsletter +shop-production, retired +subscribers, closed +none +0\n *no role$/m,
    );
  });

  test('fit into 100 columns', () => {
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });

  test('are not mentioned, if there are none', () => {
    expect(applicationSections(summarizeApplications({ ...organization, applications: [] }))).toEqual([]);
  });
});
