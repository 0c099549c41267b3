/** A count as it is read: `10,240`. (`toLocaleString` loads the data of all languages, which takes ten milliseconds.) */
export function formatNumber(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
