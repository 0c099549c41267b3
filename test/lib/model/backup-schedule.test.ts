import { isBackupSchedule } from '../../../lib/model/backup-schedule';

test.each([
  'cron(0 3 ? * * *)',
  'cron(0 4 1 * ? *)',
  'cron(15 * ? * * *)',
  'cron(59 0/6 * * ? *)',
  'cron(0 0,12 ? * MON-FRI *)',
  'cron(0 2 ? JAN-MAR,12 SUN,3 2026-2030)',
  'cron(0 2 L * ? *)',
  'cron(0 2 LW * ? *)',
  'cron(0 2 15W * ? *)',
  'cron(0 2 ? * 6L *)',
  'cron(0 2 ? * MON#1 *)',
  'cron(0 5 1 1/3 ? *)',
  'cron(0 5 */2 * ? *)',
])('AWS Backup starts by %s', (schedule) => {
  expect(isBackupSchedule(schedule)).toBe(true);
});

test.each([
  ['another kind of schedule', 'rate(1 day)'],
  ['no fields', 'cron()'],
  ['words', 'cron(a b ? c d e)'],
  ['five fields', 'cron(0 3 ? * *)'],
  ['seven fields', 'cron(0 3 ? * * * *)'],
  ['two spaces', 'cron(0  3 ? * * *)'],
  ['something after it', 'cron(0 3 ? * * *) '],
  ['both days', 'cron(0 3 1 * MON *)'],
  ['neither day', 'cron(0 3 ? * ? *)'],
  ['a minute that is none', 'cron(60 3 ? * * *)'],
  ['every minute', 'cron(* 3 ? * * *)'],
  ['twice an hour', 'cron(0,30 3 ? * * *)'],
  ['every five minutes', 'cron(0/5 * ? * * *)'],
  ['an hour that is none', 'cron(0 24 ? * * *)'],
  ['a day of the month that is none', 'cron(0 3 32 * ? *)'],
  ['a day near one that is none', 'cron(0 3 32W * ? *)'],
  ['day 0', 'cron(0 3 0 * ? *)'],
  ['a month that is none', 'cron(0 3 1 13 ? *)'],
  ['a month by another name', 'cron(0 3 1 MAI ? *)'],
  ['a day of the week that is none', 'cron(0 3 ? * 8 *)'],
  ['a sixth Monday', 'cron(0 3 ? * MON#6 *)'],
  ['a year that is over for AWS', 'cron(0 3 ? * * 1969)'],
  ['a year too far', 'cron(0 3 ? * * 2200)'],
  ['a range backwards', 'cron(0 12-3 ? * * *)'],
  ['a range of three', 'cron(0 1-2-3 ? * * *)'],
  ['half a range', 'cron(0 1- ? * * *)'],
  ['a step of nothing', 'cron(0 0/0 ? * * *)'],
  ['a step beyond the day', 'cron(0 0/24 ? * * *)'],
  ['two steps', 'cron(0 0/1/2 ? * * *)'],
  ['an empty part', 'cron(0 1,,2 ? * * *)'],
])('and not by %s', (_, schedule) => {
  expect(isBackupSchedule(schedule)).toBe(false);
});
