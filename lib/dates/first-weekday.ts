/** 0 = Sunday, as calendars count. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** Where weeks begin on a Sunday or a Saturday (CLDR), for browsers that do not say. */
const sunday = new Set(
  'AG AS AU BD BR BS BT BW BZ CA CN CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW'.split(
    ' ',
  ),
);
const saturday = new Set('AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY'.split(' '));

/** The day on which weeks begin where a language is spoken: Sunday for en-US, Monday for de. */
export function firstWeekday(locale: string): Weekday {
  const { region = '' } = new Intl.Locale(locale).maximize();
  if (sunday.has(region)) return 0;
  return saturday.has(region) ? 6 : 1;
}
