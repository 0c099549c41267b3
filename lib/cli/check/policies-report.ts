import type { z } from 'zod';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import { groupBy } from '../../model/group-by';
import { paragraph, type Entry, type Paragraph, type Report } from '../../report/report';
import { counted, formatNumber } from '../../report/words';
import { problemToJson } from '../input/report-problems';
import type { checkPoliciesOutputSchema } from './check-output';
import { isError, type CheckedPolicy, type PolicyFinding } from './policies-file';

const TYPE_NAMES: Readonly<Record<ControlPolicyType, string>> = {
  SERVICE_CONTROL_POLICY: 'service control policies',
  RESOURCE_CONTROL_POLICY: 'resource control policies',
};

/** The findings for people. @param isGuessed whether the types of the documents are guesses */
export function policiesReport(checked: readonly CheckedPolicy[], isGuessed: boolean): Report {
  const entries = checked.flatMap(({ findings }) => groupFindings(findings).map(findingEntry));
  return {
    sections: [
      {
        blocks: [
          { kind: 'entries', entries },
          ...(isGuessed ? assumedTypes(checked) : []),
          ...noPolicies(checked),
          paragraph(describeSum(checked.filter(({ isPolicy }) => isPolicy))),
        ],
      },
    ],
  };
}

/** What the rules find in one document, the same thing in several places once. */
function groupFindings(findings: readonly PolicyFinding[]): readonly (readonly PolicyFinding[])[] {
  return [
    ...groupBy(findings, ({ rule, severity, message, fix }) => JSON.stringify([rule, severity, message, fix])).values(),
  ];
}

function findingEntry(same: readonly PolicyFinding[]): Entry {
  const [{ at, rule, severity, message, why, fix }, ...others] = same as readonly [PolicyFinding, ...PolicyFinding[]];
  return {
    place: `${at.file}:${at.line}:${at.column}`,
    label: `${severity} ${rule}`,
    tone: severity === 'error' ? 'bad' : 'warning',
    summary: others.length === 0 ? message : `${message} (and ${counted(others.length, 'more place')} in this file)`,
    facts: [
      { title: 'Why', text: why },
      { title: 'Fix', text: fix },
    ],
  };
}

function assumedTypes(checked: readonly CheckedPolicy[]): readonly Paragraph[] {
  return Object.entries(TYPE_NAMES).flatMap(([type, name]) => {
    const files = checked.filter((one) => one.type === type).map(({ file }) => file);
    return files.length === 0 ? [] : [paragraph(`Taken for ${name}, without \`--type\`: ${files.join(', ')}`)];
  });
}

function noPolicies(checked: readonly CheckedPolicy[]): readonly Paragraph[] {
  const files = checked.filter(({ isPolicy }) => !isPolicy).map(({ file }) => file);
  return files.length === 0 ? [] : [paragraph(`No policy documents, and not checked: ${files.join(', ')}`)];
}

function describeSum(checked: readonly CheckedPolicy[]): string {
  const documents = counted(checked.length, 'policy document');
  const findings = checked.flatMap((one) => one.findings);
  if (findings.length === 0) return `No findings in ${documents}`;
  const errors = findings.filter(isError).length;
  const withFindings = checked.filter((one) => one.findings.length > 0).length;
  const sum = `${counted(errors, 'error')} and ${counted(findings.length - errors, 'warning')}`;
  return `${sum} in ${formatNumber(withFindings)} of ${documents}`;
}

/** The findings for other programs. @param isGuessed whether the types of the documents are guesses */
export function policiesToJson(
  checked: readonly CheckedPolicy[],
  isGuessed: boolean,
): z.output<typeof checkPoliciesOutputSchema> {
  const policies = checked.filter(({ isPolicy }) => isPolicy);
  return {
    formatVersion: 1,
    problems: checked.flatMap((one) => one.problems).map(problemToJson),
    findings: checked
      .flatMap((one) => one.findings)
      .map(({ at: { file, line, column }, ...finding }) => ({ file, line, column, ...finding })),
    policies: policies.length,
    documents: policies.map(({ file, type }) => ({ file, type, isTypeGuessed: isGuessed })),
    notPolicies: checked.filter(({ isPolicy }) => !isPolicy).map(({ file }) => file),
  };
}
