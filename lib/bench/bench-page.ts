import 'server-only';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import type { HeavyHousehold } from './heavy-household.ts';

/** A page of its own browser profile, with an empty cache. */
export async function withPage<Value>(
  browser: Browser,
  options: BrowserContextOptions,
  run: (page: Page) => Promise<Value>,
): Promise<Value> {
  const context = await browser.newContext(options);
  try {
    return await run(await context.newPage());
  } finally {
    await context.close();
  }
}

export function signedIn({ stack, session }: HeavyHousehold): BrowserContextOptions {
  return { baseURL: stack.url, storageState: session };
}

/** How many times slower than this machine a page's processor is, where it is slowed down. */
export const throttle = 4;

export async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
}
