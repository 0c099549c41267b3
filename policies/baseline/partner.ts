import type { Statement } from '../../lib/iam/statement';
import { accountRegionalName, ARCHIVE_BUCKETS } from '../../lib/model/names';
import type { Organization, PartnerRole } from '../../lib/model/organization';
import { deny } from '../core/statements';

/** What makes or changes somebody in IAM. A partner that makes a role or a user would be there after its end. */
const IAM_CHANGES = [
  'Add',
  'Attach',
  'Change',
  'Create',
  'Deactivate',
  'Delete',
  'Detach',
  'Enable',
  'Put',
  'Remove',
  'Reset',
  'Resync',
  'Set',
  'Tag',
  'Untag',
  'Update',
  'Upload',
].map((verb) => `iam:${verb}*`);

/**
 * What a partner may never do, whatever its permission set is: anything after its end, even in a session that is still open,
 * work in another role, make somebody, and touch or read what the trail records.
 *
 * Services read `aws:CurrentTime` at each call, so that a session that lasts longer ends for every call.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime
 */
export function partnerDenials(
  { expires }: Pick<PartnerRole, 'expires'>,
  { homeRegion }: Pick<Organization, 'homeRegion'>,
): readonly Statement[] {
  // With what is in them.
  const buckets = Object.values(ARCHIVE_BUCKETS).map(
    (bucket) => `arn:*:s3:::${accountRegionalName(bucket, '*', homeRegion)}*`,
  );
  return [
    deny({
      Sid: 'Ended',
      Action: '*',
      Resource: '*',
      Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': expires } },
    }),
    deny({ Sid: 'Nobody', Action: ['sts:Assume*', ...IAM_CHANGES], Resource: '*' }),
    deny({ Sid: 'Trail', Action: ['cloudtrail:*', 'cloudtrail-data:*'], Resource: '*' }),
    deny({ Sid: 'Archive', Action: 's3:*', Resource: buckets }),
  ];
}
