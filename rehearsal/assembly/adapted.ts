import { adaptPolicy } from './adapt-policy';

/** The types whose statements decide requests. */
const CONTROL_TYPES = ['RESOURCE_CONTROL_POLICY', 'SERVICE_CONTROL_POLICY'];

/** The content of a policy as it is deployed to the emulator: control policies are adapted, others are not. */
export function adapted(content: unknown, type: string): unknown {
  return CONTROL_TYPES.includes(type) ? adaptPolicy(content).content : content;
}
