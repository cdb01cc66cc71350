/** "the same day", "1 day apart", "6 days apart" */
export function daysApart(days: number): string {
  const count = Math.abs(days);
  if (count === 0) return 'the same day';
  return count === 1 ? '1 day apart' : `${count} days apart`;
}
