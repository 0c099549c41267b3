/*
 * The requirements of PCI DSS 4.0.1 that AWS maps to one kind of Config rule after another, by what they are about. The
 * numbers are those of AWS's "Operational Best Practices for PCI DSS 4.0 (Including global resource types)", a sample that
 * AWS says is no proof of compliance. Version 4.0.1 of the standard kept the numbers of 4.0.
 *
 * Source, read on 2026-11-30:
 * https://docs.aws.amazon.com/config/latest/developerguide/operational-best-practices-for-pci-dss-v4-including-global-resource-types.html
 */

const NETWORK = ['1.2.8', '1.3.1', '1.3.2', '1.4.2', '1.5.1', 'A1.1.3'];

/** What may reach a network, and from where. */
export const NETWORK_CONTROLS = NETWORK;

/** Paths between the internet and a network that holds account data. */
export const INTERNET_PATHS = [...NETWORK, '1.4.1', '1.4.4'];

/** A web application firewall in front of applications. */
export const WEB_FIREWALLS = ['6.4.1', '6.4.2'];

/** Data that everybody could read. */
export const PUBLIC_DATA = ['3.5.1.3', '10.3.2', 'A1.1.2', 'A3.4.1'];

/** Data that everybody could read, over the network. */
export const PUBLIC_ACCESS = [...NETWORK, ...PUBLIC_DATA];

export const ENCRYPTION_AT_REST = ['3.5.1', '8.3.2'];

/** Encryption in transit over networks that others can read, and inside of one's own. */
export const ENCRYPTION_IN_TRANSIT = ['2.2.7', '4.2.1', '4.2.1.1', '8.3.2'];

/** Services and protocols that are allowed, all of them secure. */
export const SECURE_PROTOCOLS = ['1.2.5', '2.2.5'];

/** Keys and certificates from creation to replacement. */
export const KEY_MANAGEMENT = [
  ...['3.5.1.1', '3.5.1.3', '3.6.1', '3.6.1.2', '3.6.1.3', '3.6.1.4'],
  ...['3.7.1', '3.7.2', '3.7.4', '3.7.6', '3.7.7', '4.2.1.1'],
];

/** Logs of what happens, with enough detail to find out who did it. */
export const AUDIT_LOGS = [
  ...['5.3.4', '10.2.1', '10.2.1.1', '10.2.1.2', '10.2.1.3', '10.2.1.4', '10.2.1.5', '10.2.1.6', '10.2.1.7'],
  ...['10.2.2', '10.3.1', '10.6.3', 'A1.2.1'],
];

/** Somebody, or something, looks at logs and measurements. */
export const REVIEWED_LOGS = [
  ...['10.2.1.1', '10.4.1', '10.4.1.1', '10.4.2', '10.6.3', '10.7.1', '10.7.2', 'A3.3.1', 'A3.5.1'],
];

/** Changes of files and settings raise an alarm. */
export const CHANGE_ALARMS = ['11.5.2', '11.6.1', '12.10.5', 'A3.3.1', 'A3.5.1'];

/** Copies of logs and data on another system. */
export const BACKUPS = ['10.3.3'];

/** Data is kept as long as it must be, and no longer. */
export const RETENTION = ['3.2.1', '3.3.1.1', '3.3.1.3', '3.3.2', '3.3.3', '10.5.1'];

/** Access by need, granted and denied by default. */
export const LEAST_PRIVILEGE = ['7.2.1', '7.2.2', '7.2.5', '7.3.1', '7.3.2', '7.3.3', '8.2.7', '8.2.8', '8.3.4'];

/** The same, and accounts and privileges are reviewed. */
export const REVIEWED_PRIVILEGE = [...LEAST_PRIVILEGE, '7.2.6', '10.6.3'];

/** Every identity belongs to one person. */
export const OWN_IDENTITIES = ['8.2.1', '8.2.2', '8.2.4', '8.2.5', '8.3.11'];

/** Passwords and keys are changed. */
export const CREDENTIAL_ROTATION = ['8.3.5', '8.3.7', '8.3.9', '8.3.10.1', '8.6.3'];

/** Software with the latest corrections. */
export const UPDATES = ['6.3.3'];

/** Production is separate from development, and changes go through it. */
export const SEPARATE_ENVIRONMENTS = ['6.5.5', '6.5.6'];
