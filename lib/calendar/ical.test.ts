import { describe, expect, it } from 'vitest';
import { type CalendarEvent, formatCalendar } from './ical.ts';

const event: CalendarEvent = {
  uid: 'one@money.example.com',
  on: '2026-12-31',
  summary: 'Bank access ends',
  description: 'Sign in again.',
  url: 'https://money.example.com/connections',
  remindDays: [7, 1],
};
const now = new Date('2026-11-21T12:34:56.789Z');

/** The lines as a reader of the format puts them together again. */
function unfold(text: string): string[] {
  return text.replaceAll('\r\n ', '').split('\r\n');
}

describe('formatCalendar', () => {
  it('writes an all-day event that ends where the next day begins', () => {
    const lines = unfold(formatCalendar('Plumbline', [event], now));
    expect(lines.slice(lines.indexOf('BEGIN:VEVENT'))).toEqual([
      'BEGIN:VEVENT',
      'UID:one@money.example.com',
      'DTSTAMP:20261121T123456Z',
      'DTSTART;VALUE=DATE:20261231',
      'DTEND;VALUE=DATE:20270101',
      'SUMMARY:Bank access ends',
      'DESCRIPTION:Sign in again.',
      'URL:https://money.example.com/connections',
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:Bank access ends',
      'TRIGGER:-P7D',
      'END:VALARM',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:Bank access ends',
      'TRIGGER:-P1D',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('is a calendar also without events', () => {
    const lines = unfold(formatCalendar('Plumbline', [], now));
    expect(lines[0]).toBe('BEGIN:VCALENDAR');
    expect(lines).toContain('VERSION:2.0');
    expect(lines.slice(-2)).toEqual(['END:VCALENDAR', '']);
  });

  it('ends every line with CR LF and none is over 75 octets', () => {
    const summary = 'Sparkasse Grünwald‑Süd — Bürgerkonto für Händlerinnen 🏦 '.repeat(4);
    const text = formatCalendar('Plumbline', [{ ...event, summary }], now);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toContain('\uFFFD');
    }
    expect(unfold(text)).toContain(`SUMMARY:${summary}`);
  });

  it('keeps what a bank calls itself inside its line', () => {
    const summary = 'A, B; C\\D\r\nEND:VCALENDAR\nX\u0007';
    const lines = unfold(formatCalendar('Plumbline', [{ ...event, summary }], now));
    expect(lines).toContain('SUMMARY:A\\, B\\; C\\\\D\\nEND:VCALENDAR\\nX');
    expect(lines.filter((line) => line === 'END:VCALENDAR')).toHaveLength(1);
  });
});
