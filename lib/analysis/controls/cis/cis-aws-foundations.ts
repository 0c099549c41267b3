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
 * of both versions were compared with two public lists of them.
 */
export const CIS_AWS_FOUNDATIONS: ControlList = {
  standard: 'cis-aws-foundations',
  chapters: [IDENTITY, STORAGE, LOGGING, MONITORING, NETWORKING],
  notes: [
    'Version 3.0 has one recommendation that 5.0 does not have: 1.3, security questions for AWS Support. AWS no longer offers them.',
  ],
};
