import 'server-only';
import NextAuth, { type NextAuthOptions } from 'next-auth';

export type AuthRequest = {
  method: string;
  /** `['callback', 'credentials']` */
  path: string[];
  headers: Headers;
  /** Posted fields. */
  fields: Record<string, string>;
  /** What stands in the address. */
  query?: Record<string, string>;
};

type NodeStyleHandler = (request: object, response: object, options: NextAuthOptions) => unknown;

/**
 * Has next-auth answer one request. It is called in its Node style, because its other one reads
 * the body itself, without a limit.
 */
export async function runNextAuth(
  { method, path, headers, fields, query }: AuthRequest,
  options: NextAuthOptions,
): Promise<Response> {
  const request = {
    method,
    query: { ...query, nextauth: path },
    headers: Object.fromEntries(headers),
    cookies: readCookies(headers),
    // Asks for an answer in JSON where it would redirect.
    body: { ...fields, json: 'true' },
  };
  let status = 200;
  let body: string | null = null;
  const answered = new Map<string, string | string[]>();
  const response = {
    status(code: number) {
      status = code;
      return response;
    },
    getHeader: (name: string) => answered.get(name.toLowerCase()),
    setHeader(name: string, value: string | string[]) {
      answered.set(name.toLowerCase(), value);
      return response;
    },
    send(value: unknown) {
      body = typeof value === 'string' ? value : JSON.stringify(value);
    },
    json(value: unknown) {
      answered.set('content-type', 'application/json');
      body = JSON.stringify(value);
    },
    end() {},
  };
  await (NextAuth as unknown as NodeStyleHandler)(request, response, options);
  const result = new Headers();
  for (const [name, value] of answered) {
    for (const each of [value].flat()) result.append(name, each);
  }
  return new Response(body, { status, headers: result });
}

/** The cookies of a request by name. */
export function readCookies(headers: Headers): Record<string, string> {
  const pairs = (headers.get('cookie') ?? '').split(/;\s*/).map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [name, decode(value.join('='))] as const;
  });
  return Object.fromEntries(pairs.filter(([name]) => name !== ''));
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
