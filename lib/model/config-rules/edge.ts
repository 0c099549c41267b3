import type { ConfigRule } from './config-rule';
import {
  AUDIT_LOGS,
  ENCRYPTION_IN_TRANSIT,
  KEY_MANAGEMENT,
  LEAST_PRIVILEGE,
  NETWORK_CONTROLS,
  SECURE_PROTOCOLS,
  WEB_FIREWALLS,
} from './pci-requirements';
import { row } from './row';

const ENCRYPTED_DELIVERY = [...SECURE_PROTOCOLS, ...ENCRYPTION_IN_TRANSIT];
const FIREWALLS = [...NETWORK_CONTROLS, ...WEB_FIREWALLS];

/**
 * CloudFront, global WAF Classic, Shield, and the certificates of IAM. AWS offers these rules in us-east-1 only, whatever the
 * home Region is. So they need us-east-1 among the governed Regions; without it, nothing measures them.
 */
export const EDGE_RULES = {
  CLOUDFRONT_ACCESSLOGS_ENABLED: row(
    'us-east-1',
    'change',
    { pci: AUDIT_LOGS },
    { optionalParameters: ['S3BucketName'] },
  ),
  CLOUDFRONT_ASSOCIATED_WITH_WAF: row(
    'us-east-1',
    'change',
    { pci: FIREWALLS },
    { optionalParameters: ['wafWebAclIds'] },
  ),
  CLOUDFRONT_CUSTOM_SSL_CERTIFICATE: row('us-east-1', 'change', { pci: [...NETWORK_CONTROLS, ...KEY_MANAGEMENT] }),
  CLOUDFRONT_NO_DEPRECATED_SSL_PROTOCOLS: row('us-east-1', 'change', { pci: ENCRYPTED_DELIVERY }),
  CLOUDFRONT_ORIGIN_ACCESS_IDENTITY_ENABLED: row('us-east-1', 'change', { pci: ['10.3.4'] }),
  CLOUDFRONT_S3_ORIGIN_ACCESS_CONTROL_ENABLED: row('us-east-1', 'change', { pci: ['10.3.4'] }),
  CLOUDFRONT_SECURITY_POLICY_CHECK: row('us-east-1', 'change', { pci: SECURE_PROTOCOLS }),
  CLOUDFRONT_SNI_ENABLED: row('us-east-1', 'change', { pci: SECURE_PROTOCOLS }),
  CLOUDFRONT_TRAFFIC_TO_ORIGIN_ENCRYPTED: row('us-east-1', 'change', { pci: ENCRYPTED_DELIVERY }),
  CLOUDFRONT_VIEWER_POLICY_HTTPS: row('us-east-1', 'change', { pci: ENCRYPTED_DELIVERY }),
  IAM_SERVER_CERTIFICATE_EXPIRATION_CHECK: row('us-east-1', 'periodic', { cis: ['1.18'] }),
  SHIELD_DRT_ACCESS: row('us-east-1', 'periodic', { pci: LEAST_PRIVILEGE }),
  WAF_CLASSIC_LOGGING_ENABLED: row(
    'us-east-1',
    'periodic',
    { pci: AUDIT_LOGS },
    { optionalParameters: ['KinesisFirehoseDeliveryStreamArns'] },
  ),
  WAF_GLOBAL_RULEGROUP_NOT_EMPTY: row('us-east-1', 'change', { pci: FIREWALLS }),
  WAF_GLOBAL_RULE_NOT_EMPTY: row('us-east-1', 'change', { pci: FIREWALLS }),
  WAF_GLOBAL_WEBACL_NOT_EMPTY: row('us-east-1', 'change', { pci: FIREWALLS }),
} satisfies Readonly<Record<string, ConfigRule>>;
