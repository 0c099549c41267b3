import { call, type MachineState } from './definition-states';

/** Half an hour and more. */
const PATIENCE = { IntervalSeconds: 15, BackoffRate: 2, MaxDelaySeconds: 300, MaxAttempts: 12, JitterStrategy: 'FULL' };

/**
 * Waits until EC2 answers. In an account that was just created it may refuse all calls for a while (`OptInRequired`,
 * `PendingVerification`), and the next start is far. What happens if it never does is the jobs' business.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
export function awaitEc2(next: string): MachineState {
  return {
    ...call('ec2:describeVpcs', { MaxResults: 5 }, { at: null }),
    Retry: [{ ErrorEquals: ['Ec2.Ec2Exception'], ...PATIENCE }],
    Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: next }],
    Next: next,
  };
}
