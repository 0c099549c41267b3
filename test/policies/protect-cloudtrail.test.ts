import { DEPLOYMENT, judge, STACK_SETS } from './judge';

const ID = 'protect-cloudtrail';

describe(ID, () => {
  const isDenied = judge(ID);

  test.each([
    'cloudtrail:StopLogging',
    'cloudtrail:DeleteTrail',
    'cloudtrail:UpdateTrail',
    'cloudtrail:PutEventSelectors',
    'cloudtrail:PutInsightSelectors',
    'cloudtrail:RemoveTags',
    'cloudtrail:DeleteEventDataStore',
    'cloudtrail:UpdateEventDataStore',
    'cloudtrail:StopEventDataStoreIngestion',
    'cloudtrail:DeleteChannel',
    'cloudtrail:UpdateChannel',
  ])('denies %s to all but the platform', (action) => {
    expect(isDenied({ action })).toBe(true);
    for (const principal of [DEPLOYMENT, STACK_SETS]) expect(isDenied({ action, principal })).toBe(false);
  });

  test.each([
    'cloudtrail:CreateTrail',
    'cloudtrail:AddTags',
    'cloudtrail:StartLogging',
    'cloudtrail:LookupEvents',
    'cloudtrail:GetTrail',
  ])('leaves %s possible', (action) => {
    expect(isDenied({ action })).toBe(false);
  });

  test.each(['cloudtrail:CreateTrail', 'cloudtrail:CreateEventDataStore', 'cloudtrail:CreateChannel'])(
    'denies %s when creation is denied as well',
    (action) => {
      const isDeniedToo = judge(ID, { parameters: { denyCreation: true } });
      expect(isDenied({ action })).toBe(false);
      expect(isDeniedToo({ action })).toBe(true);
      expect(isDeniedToo({ action, principal: DEPLOYMENT })).toBe(false);
      expect(isDeniedToo({ action: 'cloudtrail:StopLogging' })).toBe(true);
    },
  );
});
