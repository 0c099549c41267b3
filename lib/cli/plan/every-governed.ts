/** Whether some Regions are all governed ones, of which there are several. */
export function isEveryGoverned(regions: readonly string[], governedRegions: readonly string[]): boolean {
  return (
    regions.length > 1 &&
    regions.length === governedRegions.length &&
    regions.every((region) => governedRegions.includes(region))
  );
}
