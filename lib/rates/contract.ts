import { z } from 'zod';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import { isOfficialCurrency } from '#lib/money/currency';
import { readRateText } from './rate-text.ts';

/** Of one change by hand. */
const changeLimit = 100;

/** An ISO 4217 code, or one of the unofficial ones that banks name crypto-currencies by. */
export const currencyCode = z.string().regex(/^[A-Z0-9]{3,10}$/, 'Use a code such as USD.');

/** By which a household's rate is named: one of a pair for each day. */
const rateKeyFields = {
  date: civilDateSchema.refine((date) => date >= '1900-01-01', 'Use a date after 1900.'),
  from: currencyCode,
  to: currencyCode,
};

const rateKey = z.strictObject(rateKeyFields);
export type RateKey = z.infer<typeof rateKey>;

/** One unit of `from` is worth `rate` units of `to`. */
export const rateInput = z
  .strictObject({
    ...rateKeyFields,
    /** Plain decimal text, such as 1.0845: a Number would not hold it as it was written. */
    rate: z
      .string()
      .max(30)
      .refine((text) => readRateText(text) !== null, 'Enter a rate such as 1.0845.'),
  })
  .refine(({ from, to }) => from !== to, {
    path: ['to'],
    message: 'Choose two different currencies.',
  });
export type RateInput = z.infer<typeof rateInput>;

/** First taken away, then set: what is said of a pair and a day takes the place of what was. */
export const ratesPatch = z
  .strictObject({
    set: z.array(rateInput).max(changeLimit).default([]),
    remove: z.array(rateKey).max(changeLimit).default([]),
  })
  .refine(({ set, remove }) => set.length + remove.length > 0, 'Name at least one change.');
export type RatesPatch = z.infer<typeof ratesPatch>;
export type RatesPatchInput = z.input<typeof ratesPatch>;

/** Null: what most accounts are in, again. */
export const baseInput = z.strictObject({
  currency: z
    .string()
    .refine(isOfficialCurrency, 'Use a code of three letters, such as USD.')
    .nullable(),
});
export type BaseInput = z.infer<typeof baseInput>;

export const ratesQuery = z.strictObject({
  /** `nextCursor` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}\.[A-Z0-9]{3,10}\.[A-Z0-9]{3,10}$/)
    .refine((cursor) => civilDateSchema.safeParse(cursor.slice(0, 10)).success)
    .optional(),
});
export type RatesQuery = z.infer<typeof ratesQuery>;

/** `preview` says what the file would bring, and brings nothing. */
export const rateImportQuery = z.strictObject({ preview: z.enum(['true', 'false']) });
export type RateImportQuery = z.infer<typeof rateImportQuery>;

export type RateDto = { date: CivilDate; from: string; to: string; rate: string };
/** The newest first. */
export type RatePage = { items: RateDto[]; nextCursor: string | null };

/** What a change answers: by what it is taken back, for a day; null where there was nothing to change. */
export type ChangedRatesDto = { undoStepId: string | null };

export type RateImportDto = ChangedRatesDto & {
  /** Rates that are new here. */
  added: number;
  /** Of days and pairs that have a rate: it stays as it is. */
  kept: number;
  /** Of currencies that no account is in. */
  unused: number;
  /** First lines that could not be read, and how many there are. */
  unreadable: { line: number; text: string }[];
  unreadableCount: number;
  from: CivilDate | null;
  to: CivilDate | null;
};

/** Behind a figure: the rates as they were entered, all of one day. Two where it goes through a third currency. */
type UsedRate = { currency: string; date: CivilDate; rates: RateDto[] };

/** What keeps a figure from being one: `lastDate` is of a rate that is too old. */
export type MissingRate = { from: string; to: string; lastDate: CivilDate | null };

/** Something in several currencies as one, with what it was reckoned by. */
export type Conversion = { currency: string; used: UsedRate[]; missing: MissingRate[] };

/** An amount of several currencies in one; null where a rate is missing. */
export type ConvertedSum = Conversion & { minor: number | null };

export type CurrenciesDto = {
  base: {
    currency: string;
    /** Said by an owner; otherwise it is what most accounts are in. */
    isChosen: boolean;
  };
  /** What the viewer's accounts are in beside it, with how they stand to it today. */
  others: { currency: string; used: UsedRate | null; missing: MissingRate | null }[];
};
