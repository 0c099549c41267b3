import { CIS_AWS_FOUNDATIONS } from './cis/cis-aws-foundations';
import type { ControlList } from './control';
import { PCI_DSS } from './pci/pci-dss';

/** The standards with their controls, in the order of reports. */
export const CONTROL_LISTS: readonly ControlList[] = [CIS_AWS_FOUNDATIONS, PCI_DSS];
