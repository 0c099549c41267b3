import { isObject } from '../json';
import { rule, type Fault } from './core/rule';

export const documentQuota = rule({
  id: 'document-quota',
  summary: 'A document fits its quota',
  why:
    'AWS refuses a longer document during the deployment, when a part of the organization may already have changed. ' +
    'White space counts, except in the console.',
  fix: 'split the document, or remove each `Sid` and the statements that others cover',
  severity: 'error',
  find: ({ raw }, { quota, written }) => {
    if (quota === undefined || !isObject(raw)) return [];
    const { length } = JSON.stringify(raw);
    if (Math.max(length, written ?? 0) <= quota) return [];
    const compact = `${length} characters in its most compact form`;
    const asWritten = written === undefined ? '' : ` and ${written} as it is written`;
    const message = `the document has ${compact}${asWritten}; the quota is ${quota}`;
    return [{ pointer: '', ...(length > quota ? { message } : tooLongAsWritten(message)) }];
  },
});

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html: only the console removes white space. */
function tooLongAsWritten(message: string): Omit<Fault, 'pointer'> {
  return {
    message,
    severity: 'warning',
    fix: 'send it without white space: `jsonencode(jsondecode(file(…)))` in Terraform, `jq -c` before the AWS CLI; the console and CloudFormation objects do it themselves',
  };
}
