/** A value that AWS's API always tells, though the SDK's types leave it open. */
export function told<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`the service did not tell ${what}`);
  return value;
}
