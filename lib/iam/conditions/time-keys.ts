/** `aws:CurrentTime` and `aws:EpochTime`, in lower case: one key in two formats. */
export const CURRENT_TIME = 'aws:currenttime';
export const EPOCH_TIME = 'aws:epochtime';

/** Whether a condition key, in any case of letters, is the time of the request. */
export function isTimeKey(key: string): boolean {
  const name = key.toLowerCase();
  return name === CURRENT_TIME || name === EPOCH_TIME;
}
