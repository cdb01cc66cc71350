import 'server-only';
import { fromEpochDay } from '#lib/dates/civil-date';
import type { Viewer } from '#lib/privacy/viewer';
import { rateOn } from '#lib/rates/find-rate';
import { convert, type RateBook, readBase, readRateBook } from '#lib/rates/read-rates';
import type { ReportConversion } from './contract.ts';
import { type Question, readSums, type Sum } from './read-sums.ts';

type Answers<Name extends string> = {
  sums: Record<Name, Sum[]>;
  /** Null where there is no other currency than the household's. */
  conversion: ReportConversion | null;
};

/**
 * The sums of some questions in the household's currency: what is in another is reckoned at the rate of each row's own
 * day, in all of them or, where a rate of one day is missing, in none. A figure by row and part of the time is rounded
 * once, and whatever adds figures up adds those, so that a page comes to its total.
 */
export async function readConverted<Name extends string>(
  viewer: Viewer,
  questions: Record<Name, Question | null>,
): Promise<Answers<Name>> {
  const names = Object.keys(questions) as Name[];
  const [{ currency: to }, ...answers] = await Promise.all([
    readBase(viewer),
    ...names.map((name) => (questions[name] ? readSums(viewer, questions[name]) : [])),
  ]);
  const all = answers.flat();
  const currencies = [...new Set(all.map(({ currency }) => currency))].filter(
    (each) => each !== to,
  );
  const answerOf = (of: (name: Name, sums: Sum[]) => Sum[]) =>
    Object.fromEntries(
      names.map((name, index) => [name, of(name, answers[index] ?? [])]),
    ) as Record<Name, Sum[]>;
  if (currencies.length === 0) return { sums: answerOf((_, sums) => sums), conversion: null };
  const daily = await readDaily(viewer, questions, currencies);
  const days = Object.values<Sum[]>(daily).flatMap((sums) => sums.map(({ span }) => span));
  const [fromDay, toDay] = [Math.min(...days), Math.max(...days)];
  const book = await readRateBook(viewer, { to, currencies, fromDay, toDay });
  const missing = findMissing(Object.values<Sum[]>(daily).flat(), book);
  const isKept = ({ currency }: Sum) =>
    currency !== to && missing.some(({ from }) => from === currency);
  return {
    sums: answerOf((name, sums) => [
      ...sums.filter(isKept),
      ...fold(
        sums.filter((sum) => sum.currency === to),
        (daily[name] ?? []).filter((sum) => !isKept(sum)),
        { book, question: questions[name] },
      ),
    ]),
    conversion: {
      currency: to,
      converted: currencies.filter((each) => !missing.some(({ from }) => from === each)).sort(),
      missing,
    },
  };
}

/** What is in other currencies, each day for itself. */
async function readDaily<Name extends string>(
  viewer: Viewer,
  questions: Record<Name, Question | null>,
  currencies: readonly string[],
): Promise<Record<Name, Sum[]>> {
  const asked = (Object.entries(questions) as [Name, Question | null][]).map(
    async ([name, question]) => {
      const sums = question && (await readSums(viewer, { ...question, spans: 'days', currencies }));
      return [name, sums ?? []] as const;
    },
  );
  return Object.fromEntries(await Promise.all(asked)) as Record<Name, Sum[]>;
}

function findMissing(daily: readonly Sum[], { to, courses }: RateBook) {
  const unrated = daily.filter(
    ({ currency, span, incomeMinor, spendingMinor }) =>
      (incomeMinor !== 0 || spendingMinor !== 0) && !rateOn(courses.get(currency) ?? [], span),
  );
  return [...Map.groupBy(unrated, ({ currency }) => currency)]
    .map(([from, sums]) => {
      const days = new Set(sums.map(({ span }) => span));
      return { from, to, days: days.size, firstDay: fromEpochDay(Math.min(...days)) };
    })
    .sort((a, b) => a.from.localeCompare(b.from));
}

type Place = { book: RateBook; question: Question | null };

/** Sums of the household's currency with what is put to them, one for each row and part of the time. */
function fold(own: readonly Sum[], daily: readonly Sum[], { book, question }: Place): Sum[] {
  if (!question) return [];
  const { spans } = question;
  const spanOf = (day: number) =>
    spans === 'days' ? day : spans.findLastIndex(({ from }) => from <= fromEpochDay(day));
  const nameOf = (span: number, key: string | null) => JSON.stringify([span, key]);
  const parts = Map.groupBy(daily, ({ span, key }) => nameOf(spanOf(span), key));
  const ownByName = new Map(own.map((sum) => [nameOf(sum.span, sum.key), sum]));
  const names = new Set([...ownByName.keys(), ...parts.keys()]);
  return [...names].map((name) => {
    const [span, key] = JSON.parse(name) as [number, string | null];
    const kept = ownByName.get(name);
    const others = parts.get(name) ?? [];
    const sum = (of: 'incomeMinor' | 'spendingMinor') =>
      (kept?.[of] ?? 0) +
      requireSafe(
        convert(
          book,
          others.map(({ currency, span: day, ...each }) => ({ minor: each[of], currency, day })),
        ),
      );
    return {
      span,
      key,
      currency: book.to,
      incomeMinor: sum('incomeMinor'),
      spendingMinor: sum('spendingMinor'),
    };
  });
}

/** Rates were looked for before: what is none is too large for a Number. */
function requireSafe(minor: number | null): number {
  if (minor === null) throw new RangeError('An amount is too large to be converted.');
  return minor;
}
