import 'server-only';
import { guessDecimalMark, parseAmount } from '#lib/money/parse-amount';
import type { Mapping } from './contract.ts';
import type { MappedField } from './mapped-fields.ts';
import { guessDateOrder, parseDate } from './parse-date.ts';
import type { Sheet } from './sheet.ts';

/** As many lines as tell how a file is written. */
const sampleRows = 200;

/** What columns are called, in English and some other languages of banks; the first that fits is taken. */
const names: Record<MappedField, RegExp> = {
  date: /^(transaction |trans\.? |booking |value |posting |posted )?date\b|^posted( on)?$|datum|buchungstag|fecha|^data\b/i,
  amount: /^(transaction )?(amount|sum|value)\b|betrag|importe|montant|importo|bedrag/i,
  moneyIn:
    /^(credit|credits|deposit|deposits|paid in|money in|in|haben|gutschrift|abono|crédit)\b/i,
  moneyOut:
    /^(debit|debits|withdrawal|withdrawals|paid out|money out|out|soll|belastung|cargo|débit)\b/i,
  name: /^(name|merchant|payee|description|details|transaction$|narrative|counterparty)|empfänger|auftraggeber|beschreibung|concepto|libellé|descrizione|omschrijving/i,
  note: /^(note|notes|memo|remark|comment|reference text)\b|verwendungszweck|notiz|communication/i,
  category: /^categor(y|ie|ía|ia)\b|kategorie|catégorie/i,
  reference: /^(reference|ref|transaction id|id|fitid|transaction number)\b|referenz|mandats/i,
  currency: /^(currency|ccy)\b|währung|divisa|devise|valuta/i,
  tags: /^(tags?|labels?)$|schlagw|étiquettes/i,
  reviewed: /^reviewed$/i,
  hidden: /^hidden$/i,
};

/** What the columns of a file most likely mean, by their names, and by what is in them where names do not tell. */
export function detectMapping({ header, rows }: Sheet): Mapping {
  const sample = rows.slice(0, sampleRows);
  const texts = (column: number) =>
    sample.map(({ cells }) => cells[column]?.trim() ?? '').filter((text) => text !== '');
  const width = Math.max(header.length, ...sample.map(({ cells }) => cells.length));
  const taken = new Set<number>();
  const find = (field: MappedField, fits: (texts: string[]) => boolean) => {
    const columns = Array.from({ length: width }, (_, column) => column).filter(
      (column) => !taken.has(column),
    );
    const byName = columns.find((column) => names[field].test(header[column] ?? ''));
    const found =
      byName ??
      (header.length > 0 && !needed.has(field)
        ? undefined
        : columns.find((column) => fits(texts(column))));
    if (found !== undefined) taken.add(found);
    return found ?? null;
  };
  const date = find('date', mostly(isDate));
  const [moneyIn, moneyOut] = [find('moneyIn', never), find('moneyOut', never)];
  const isDivided = moneyIn !== null && moneyOut !== null;
  const amount = find('amount', isDivided ? never : mostly(isAmount));
  const name = find('name', mostly(isWords));
  const dateTexts = date === null ? [] : texts(date);
  const divided = isDivided && amount === null;
  const amountColumns = divided ? [moneyIn, moneyOut] : [amount];
  const amounts = amountColumns.flatMap((column) => (column === null ? [] : texts(column)));
  return {
    date,
    dateOrder: guessDateOrder(dateTexts),
    amount,
    moneyIn: divided ? moneyIn : null,
    moneyOut: divided ? moneyOut : null,
    decimalMark: guessDecimalMark(amounts),
    reversed: false,
    name,
    note: find('note', never),
    category: find('category', never),
    reference: find('reference', never),
    currency: find('currency', never),
    tags: find('tags', never),
    reviewed: find('reviewed', never),
    hidden: find('hidden', never),
  };
}

/** Without these nothing can be imported: they are looked for whatever the header says. */
const needed: ReadonlySet<MappedField> = new Set(['date', 'amount', 'name']);

const never = () => false;

function mostly(is: (text: string) => boolean): (texts: string[]) => boolean {
  return (texts) => texts.length > 0 && texts.filter(is).length >= texts.length * 0.8;
}

function isDate(text: string): boolean {
  return (['mdy', 'dmy', 'ymd'] as const).some((order) => parseDate(text, order) !== null);
}

/** In the currency with the most decimals, and not a mere number without a sign or decimals: an id. */
function isAmount(text: string): boolean {
  return parseAmount(text, 'CLF') !== null && !/^\d{7,}$/.test(text);
}

function isWords(text: string): boolean {
  return /\p{L}{2}/u.test(text) && !isDate(text);
}
