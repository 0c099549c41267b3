import { STACK_SETS } from '../../model/names';
import type { Organization } from '../../model/organization';
import { globalEventRegions } from '../../model/regions';

/** A StackSet that brings a stack to every member account, and to each that joins later. */
export interface RootWideStackSet {
  readonly name: string;
  /** Where each account gets a stack of it. */
  readonly regions: readonly string[];
}

/** The root-wide StackSets of the baseline, in the order in which an account gets them. */
export function rootWideStackSets({
  homeRegion,
  governedRegions,
}: Pick<Organization, 'homeRegion' | 'governedRegions'>): readonly RootWideStackSet[] {
  return [
    { name: STACK_SETS.account, regions: [homeRegion] },
    { name: STACK_SETS.region, regions: governedRegions },
    { name: STACK_SETS.globalEvents, regions: globalEventRegions(homeRegion) },
  ];
}
