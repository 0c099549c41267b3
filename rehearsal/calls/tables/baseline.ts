import { BOUND, call, denied, permitted, type CallTable } from '../call';

export const baseline: CallTable = {
  guardrail: 'protect-baseline',
  gaps: [
    {
      what: 'stacks of StackSets, rules, state machines, the setting of public documents and flow logs',
      reason: 'the emulator does not enforce policies for cloudformation, events, states, ssm and ec2',
    },
    { what: 'schedules', reason: 'the rehearsal has no client of scheduler' },
  ],
  calls: () => {
    const update = call('changes the password policy', 'iam:UpdateAccountPasswordPolicy', '*', {
      MinimumPasswordLength: 14,
    });
    const remove = call('deletes the password policy', 'iam:DeleteAccountPasswordPolicy', '*', {});
    const list = call('lists users', 'iam:ListUsers', '*', {});
    return [denied(BOUND, update, remove), permitted(['platform', 'exempt'], update, remove), permitted(BOUND, list)];
  },
};
