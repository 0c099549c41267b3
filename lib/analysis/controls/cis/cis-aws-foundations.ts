import type { ControlList } from '../control';
import { IDENTITY } from './identity';
import { LOGGING } from './logging';
import { MONITORING } from './monitoring';
import { NETWORKING } from './networking';
import { STORAGE } from './storage';

/**
 * All recommendations of the CIS AWS Foundations Benchmark 5.0, the manual ones included, with their numbers in 3.0.
 *
 * The benchmark itself is free after a registration: https://www.cisecurity.org/benchmark/amazon_web_services. The numbers
 * of both versions were compared with two public lists of them. For the support plans:
 * https://docs.aws.amazon.com/awssupport/latest/user/get-started-with-aws-trusted-advisor-api.html
 */
export const CIS_AWS_FOUNDATIONS: ControlList = {
  standard: 'cis-aws-foundations',
  chapters: [IDENTITY, STORAGE, LOGGING, MONITORING, NETWORKING],
  notes: [
    {
      subject: '1.3 of version 3.0, security questions for AWS Support',
      why: 'Version 5.0 has dropped it: AWS no longer offers them.',
    },
    {
      subject: 'AWS Trusted Advisor',
      why:
        'No version asks for it, and Rampart does not read it. Its API needs the support plan AWS Business Support+, Enterprise ' +
        'Support or Unified Operations; without one, the console shows some of its checks.',
    },
  ],
};
