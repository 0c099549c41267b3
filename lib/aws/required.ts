/** A value that AWS's API always returns, though the SDK's types allow `undefined`. */
export function required<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`AWS's answer does not contain ${what}`);
  return value;
}
