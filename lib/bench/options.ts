import 'server-only';
import { parseArgs } from 'node:util';

export type Options = {
  json: boolean;
  /** How long a load lasts. */
  seconds: number;
  /** How many webhooks a second. */
  rate: number;
  /** How many rows the table of transactions holds beside the household's own. */
  beside: number;
  /** How many web servers answer. */
  web: number;
};

/** As compose.yaml starts them. */
const shippedWebs = 2;

/**
 * What is to be measured, and how.
 *
 * @throws TypeError for what is no option, or no number where one is due
 */
export function readOptions(args: string[]): { name: string; options: Options } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      seconds: { type: 'string', default: '60' },
      rate: { type: 'string', default: '200' },
      beside: { type: 'string', default: '0' },
      web: { type: 'string', default: String(shippedWebs) },
    },
  });
  const { json, seconds, rate, beside, web } = values;
  const options = {
    json,
    seconds: readNumber(seconds),
    rate: readNumber(rate),
    beside: readNumber(beside),
    web: readNumber(web),
  };
  return { name: positionals[0] ?? '', options };
}

function readNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new TypeError(`${text} is no whole number.`);
}
