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

/** The same day of another month, or that month's last day where it has no such day. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return toDateOnly(first.getTime());
}

/** How many whole months `to` lies after `from`; negative when it lies before. */
export function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number);
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth;
  return addMonths(from, months) > to ? months - 1 : months;
}

/** The latest day of the month numbered so that is not after the date. */
export function lastMonthly(date: string, dayOfMonth: number): string {
  const day = String(dayOfMonth).padStart(2, '0');
  const sameMonth = `${date.slice(0, 7)}-${day}`;
  return sameMonth <= date ? sameMonth : `${addMonths(date, -1).slice(0, 7)}-${day}`;
}

/** The first midnight (UTC) after an instant. */
export function nextMidnight(at: number): number {
  return (Math.floor(at / millisecondsPerDay) + 1) * millisecondsPerDay;
}

/** Whether the text is a real day of the calendar: `2026-02-30` is not. */
export function isDateOnly(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    toDateOnly(Date.parse(text)) === text
  );
}
