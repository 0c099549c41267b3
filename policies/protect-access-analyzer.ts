import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';
import { ANALYZER_CHANGES } from './data/audit-settings';

/**
 * Allowed on purpose: creating analyzers, and service-linked analyzers, which belong to the services that created them.
 * The administrator of the organization's analyzer archives findings, so `UpdateFindings` is denied in every account,
 * except to the platform and exempt principals.
 */
export const protectAccessAnalyzer = guardrail({
  id: 'protect-access-analyzer',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Access analyzers cannot be deleted or narrowed, and findings cannot be archived without a review',
  rationale:
    'An analyzer shows who outside can access a bucket, a key or a role. An archive rule that matches everything hides the ' +
    'next public bucket from the first day.',
  foundBy: {
    nothing:
      'The rule about analyzers looks for one in each account, and the analyzer of the organization is in one account.',
  },
  references: [
    'CIS AWS Foundations Benchmark v5.0.0, 1.19',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-archive-rules.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamaccessanalyzer.html',
  ],
  exempt: 'platform',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [deny({ Action: ANALYZER_CHANGES.actions, Resource: '*' })],
  probes: (_, place) => {
    const principal = developer(place);
    const analyzer = `arn:aws:access-analyzer:eu-central-1:${place.account}:analyzer/external`;
    const call = (action: string, resource = analyzer) => ({ principal, action, resource });
    const rule = `${analyzer}/archive-rule/all`;
    return [
      denied('a developer deletes an analyzer', call('access-analyzer:DeleteAnalyzer')),
      denied('a developer narrows an analyzer', call('access-analyzer:UpdateAnalyzer')),
      denied('a developer creates an archive rule', call('access-analyzer:CreateArchiveRule', rule)),
      denied('a developer changes an archive rule', call('access-analyzer:UpdateArchiveRule', rule)),
      denied('a developer deletes an archive rule', call('access-analyzer:DeleteArchiveRule', rule)),
      denied('a developer applies an archive rule to existing findings', call('access-analyzer:ApplyArchiveRule')),
      denied('a developer archives findings', call('access-analyzer:UpdateFindings')),
      possible('a developer creates an analyzer', call('access-analyzer:CreateAnalyzer')),
      possible('a developer reads the findings', call('access-analyzer:ListFindings')),
      possible('a developer lists the archive rules', call('access-analyzer:ListArchiveRules')),
      possible('a developer checks a policy', call('access-analyzer:ValidatePolicy', '*')),
      possible('a developer previews access', call('access-analyzer:CreateAccessPreview')),
    ];
  },
});
