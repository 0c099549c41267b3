import { gateTemplates } from '../../../lib/stacks/gate-templates';
import { DEFAULT_REGIONS } from '../../../lib/model/regions';
import { aBaselineStack } from '../../support/a-baseline';
import { anApp } from '../../support/synthesize';

/** Synthesizes the baseline with these governed Regions, and reads the templates as each of them would. */
function synthesize(governedRegions: readonly string[]): void {
  const app = anApp();
  aBaselineStack(app, {}, { governedRegions });
  gateTemplates(app);
  app.synth();
}

test('every Region that accounts have from their first day has every type of the baseline', () => {
  expect(() => {
    synthesize([...DEFAULT_REGIONS]);
  }).not.toThrow();
});

test('a Region that lacks a type is refused with the type and the Region', () => {
  expect(() => {
    synthesize(['eu-central-1', 'me-central-1']);
  }).toThrow("'AWS::SSM::ServiceSetting' does not exist in 'me-central-1'");
});
