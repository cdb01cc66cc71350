import type { Page } from '@playwright/test';
import { readPages } from '#lib/testing/pages';
import {
  Api,
  baseUrl,
  expect,
  joinBy,
  linkBank,
  makeOperator,
  newPerson,
  test,
} from './support/fixtures.ts';
import { hostileNames, nameHostilely } from './support/hostile-names.ts';

/** The pages of those who are not signed in: whoever is would be led on. */
const forStrangers = /^\/(sign-in|sign-up|forgot|reset|verify|invite|deleted)/;

test('no name of anybody’s runs, breaks out or breaks the page, on any page', async ({
  page,
  api,
  person,
  browser,
}) => {
  test.slow();
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => dialogs.push(dialog.message()));
  await page.addInitScript(() => {
    Object.assign(window, { ran: () => document.documentElement.setAttribute('data-ran', '') });
  });
  await page.setViewportSize({ width: 360, height: 740 });

  const items: Parameters<typeof nameHostilely>[2] = [await linkBank(api), await linkBank(api)];
  const guest = new Api((await browser.newContext({ baseURL: baseUrl })).request);
  await guest.signIn({ ...newPerson(), name: hostileNames[1] ?? '' });
  await joinBy(api, guest, 'member');
  const far = `${'w'.repeat(60)}@${'w'.repeat(60)}.${'w'.repeat(60)}.example`;
  const { link } = await api.ask<{ link: string }>('POST', '/api/invites', {
    role: 'viewer',
    email: far,
  });
  makeOperator(person);
  const named = await nameHostilely(api, person.email, items);
  const params: Record<string, string> = { ...named, token: link.split('/').at(-1) ?? '' };
  const paths = readPages().map((path) =>
    path.replace(/\[(\w+)\]/g, (_, name) => params[name] ?? name),
  );

  let showing = 0;
  for (const path of paths.filter((each) => !forStrangers.test(each))) {
    await expectHarmless(page, path);
    if ((await page.getByRole('main').innerText()).includes('ran()')) showing += 1;
  }
  expect(showing, 'pages that show such names at all').toBeGreaterThan(9);
  const query = new URLSearchParams({ q: 'W'.repeat(80), next: 'javascript:ran()' });
  await expectHarmless(page, `/transactions?${query}`);
  await expectHarmless(page, `/transactions?open=${named.rowId}`);
  await page.getByRole('dialog').getByLabel('Category').click();
  await page.getByRole('combobox', { name: 'Search categories' }).fill('ran');
  await expectNothingRan(page, 'the list of categories');
  await page.context().clearCookies();
  for (const path of paths.filter((each) => forStrangers.test(each))) {
    await expectHarmless(page, `${path}?${query}`);
  }
  expect(dialogs).toEqual([]);
});

async function expectHarmless(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  // The catalogue shows what waits as such.
  if (path !== '/design') await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await expectNothingRan(page, path);
  const tooWide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? `${scrollWidth} of ${clientWidth}` : '';
  });
  expect(tooWide, `${path} scrolls sideways`).toBe('');
}

/** Nothing was called, and nothing is there that could be: an attribute or an element of a name's own. */
async function expectNothingRan(page: Page, where: string): Promise<void> {
  const grown = await page.evaluate(() => {
    const selector =
      '[data-ran], [onerror], [onload], [onmouseover], img[src="x"], [href^="javascript"]';
    const elements = [...document.querySelectorAll(`${selector}, iframe[srcdoc]`)];
    return elements.map((element) => element.outerHTML.slice(0, 200));
  });
  expect(grown, where).toEqual([]);
}
