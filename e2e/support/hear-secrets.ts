import { existsSync, readFileSync } from 'node:fs';

/** By what each is called: the name of a cookie, or of a field of an answer. */
export type Heard = Record<string, string[]>;

/** Fields that are told once, to the one who asked. Of an address only its last part is secret. */
const fields = /"(secret|link|address|receipt|recoveryCodes)":(?:"([^"]+)"|\[([^\]]+)\])/g;
const cookies = /^plumbline\.([\w-]+)=([\w.-]{20,})/;

/** What an answer gives its person to keep: cookies, seeds, codes, links. */
export async function hearSecrets(response: Response): Promise<Heard> {
  const heard: Heard = {};
  for (const line of response.headers.getSetCookie()) {
    const [, name, value] = cookies.exec(line) ?? [];
    if (name && value) heard[name] = [value];
  }
  if (response.headers.get('content-type') !== 'application/json') return heard;
  for (const [, name = '', value, list] of (await response.text()).matchAll(fields)) {
    const values = list ? (JSON.parse(`[${list}]`) as string[]) : [lastPart(value ?? '')];
    heard[name] = values.filter((each) => /^[\w-]{20,}$/.test(each));
  }
  return heard;
}

/** All that the sweeps heard until now: a line of JSON for each answer. */
export function readHeard(file: string): Heard {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  const all = lines.flatMap((line) => Object.entries(JSON.parse(line) as Heard));
  const byName = Map.groupBy(all, ([name]) => name);
  return Object.fromEntries(
    [...byName].map(([name, each]) => [name, [...new Set(each.flatMap(([, values]) => values))]]),
  );
}

const lastPart = (value: string) =>
  value
    .split('/')
    .at(-1)
    ?.replace(/\.ics$/, '') ?? '';
