import { bucketArns, logBucketsSchema, objectArns } from '../../../policies/core/log-buckets';

test.each([[[]], [['Logs']], [['logs/*']], [['arn:aws:s3:::logs']], [['']]])('refuses %j as log buckets', (buckets) => {
  expect(logBucketsSchema.safeParse(buckets).success).toBe(false);
});

test('the pattern for every bucket replaces all others', () => {
  expect(bucketArns(['logs', '*'])).toEqual(['*']);
  expect(objectArns(['logs', '*'])).toEqual(['*']);
});

test('objects are named by their bucket and by any access point', () => {
  expect(objectArns(['trail', 'config', 'trail'])).toEqual([
    'arn:*:s3:::config/*',
    'arn:*:s3:::trail/*',
    'arn:*:s3:*:*:accesspoint/*/object/*',
  ]);
});
