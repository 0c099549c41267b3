import { named, oneOf, part, text, value } from './syntax';

/**
 * AWS lists the services that one may name, and adds to them; `default` stands for all, those to come included.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html
 */
export const AI_OPT_OUT_SYNTAX = part({
  services: named(
    text(/^[a-z0-9]+$/, '`default`, or the name of a service in lower case, such as `transcribe`'),
    part({ opt_out_policy: value(oneOf('optOut', 'optIn')) }),
  ),
});
