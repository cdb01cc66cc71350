import type { Visitor } from './drill.ts';

export type Answer = { status: number; text: string };

/** Next sends a router's request on to an address that holds a hash of its headers. */
export async function askPage(
  visitor: Visitor,
  path: string,
  headers: Record<string, string>,
): Promise<Answer> {
  let response = await visitor.send('GET', path, undefined, headers);
  const { pathname, search } = new URL(response.headers.get('location') ?? '/', 'http://localhost');
  if (/[?&]_rsc\b/.test(search)) {
    response = await visitor.send('GET', `${pathname}${search}`, undefined, headers);
  }
  return { status: response.status, text: await response.text() };
}
