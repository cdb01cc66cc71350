export const millisecondsPerDay = 86_400_000;

/** The UTC calendar day of an instant. */
export function toDateOnly(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** An instant as Plaid prints it: ISO 8601, UTC, whole seconds. */
export function toDateTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

export function addDays(date: string, days: number): string {
  return toDateOnly(Date.parse(`${date}T00:00:00Z`) + days * millisecondsPerDay);
}

/** How many days `to` lies after `from`; negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round(
    (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisecondsPerDay,
  );
}

/** Whether the text is a real day of the calendar: `2026-02-30` is not. */
export function isDateOnly(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    toDateOnly(Date.parse(text)) === text
  );
}
