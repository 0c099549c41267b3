import { named, oneOf, part, text, value } from './syntax';

/**
 * AWS documents the service names and adds new ones; `default` means all services, including future ones.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html
 */
export const AI_OPT_OUT_SYNTAX = part({
  services: named(
    text(/^[a-z0-9]+$/, '`default`, or a service name in lower case, such as `transcribe`'),
    part({ opt_out_policy: value(oneOf('optOut', 'optIn')) }),
  ),
});
