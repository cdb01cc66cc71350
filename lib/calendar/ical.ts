import 'server-only';
import { addDays, type CivilDate } from '#lib/dates/civil-date';

export type CalendarEvent = {
  /** The same for the same event, whenever the calendar is read. */
  uid: string;
  on: CivilDate;
  summary: string;
  description: string;
  url: string;
  /** How many days ahead it is reminded of. */
  remindDays: readonly number[];
};

/** Octets of a line, without its end (RFC 5545, 3.1). */
const lineOctets = 75;

/** All-day events as an iCalendar object (RFC 5545), with their reminders. */
export function formatCalendar(name: string, events: readonly CalendarEvent[], now: Date): string {
  const stamp = `${now.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Plumbline//Calendar//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
    'X-PUBLISHED-TTL:PT12H',
    ...events.flatMap((event) => formatEvent(event, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function formatEvent(event: CalendarEvent, stamp: string) {
  const { uid, on, summary, description, url, remindDays } = event;
  const title = escapeText(summary);
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${basicDate(on)}`,
    `DTEND;VALUE=DATE:${basicDate(addDays(on, 1))}`,
    `SUMMARY:${title}`,
    `DESCRIPTION:${escapeText(description)}`,
    `URL:${url}`,
    'TRANSP:TRANSPARENT',
    ...remindDays.flatMap((days) => formatAlarm(`-P${days}D`, title)),
    'END:VEVENT',
  ];
}

function formatAlarm(trigger: string, title: string): string[] {
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${title}`,
    `TRIGGER:${trigger}`,
    'END:VALARM',
  ];
}

function basicDate(date: CivilDate): string {
  return date.replaceAll('-', '');
}

/** Whatever a bank calls itself stays inside its line. */
function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');
}

/** Continued lines begin with a space, which counts; no character is cut in two. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const letter of line) {
    const length = Buffer.byteLength(letter);
    if (octets + length > lineOctets) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += letter;
    octets += length;
  }
  return folded;
}
