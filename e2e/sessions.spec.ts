import { Api, baseUrl, expect, makeStale, test } from './support/fixtures.ts';

test('a browser signed out elsewhere leaves its page at once, and comes back to it', async ({
  page,
  api: _,
  person,
  browser,
  expectedTrouble,
}) => {
  expectedTrouble.push('status of 403');
  const context = await browser.newContext({ baseURL: baseUrl });
  await new Api(context.request).signIn(person, { signUp: false });
  const other = await context.newPage();
  await other.goto('/transactions?q=coffee');
  await makeStale(person);

  await page.goto('/settings/security');
  const sessions = page.getByRole('region', { name: 'Where you are signed in' });
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await expect(sessions.getByRole('listitem').first()).toContainText('This browser');
  await sessions.getByRole('button', { name: /^Sign out .* on Linux/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
  const asked = page.getByRole('dialog', { name: 'Confirm that it’s you' });
  await asked.getByLabel('Password', { exact: true }).fill(person.password);
  await page.keyboard.press('Enter');
  await expect(sessions.getByRole('listitem')).toHaveCount(1);

  // Nobody touched it: the server told it.
  await expect(other).toHaveURL('/sign-in?next=%2Ftransactions%3Fq%3Dcoffee');
  expect((await context.request.get('/api/accounts')).status()).toBe(401);
  await other.getByLabel('E-mail').fill(person.email);
  await other.getByLabel('Password', { exact: true }).fill(person.password);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other).toHaveURL('/transactions?q=coffee');
  await context.close();
});

test('whatever a session rests on is changed, it goes on under a new token', async ({
  page,
  api,
  person,
  playwright,
}) => {
  const readToken = async () => {
    const cookies = await page.context().cookies();
    return cookies.find(({ name }) => name === 'plumbline.session')?.value ?? '';
  };
  const stranger = await playwright.request.newContext({ baseURL: baseUrl });
  const isDead = async (token: string) => {
    const headers = { cookie: `plumbline.session=${token}` };
    return (await stranger.get('/api/sessions', { headers })).status() === 401;
  };
  const changes = [
    ['POST', '/api/password', { current: person.password, password: 'staple nobody knows yet' }],
    ['POST', '/api/email', { email: `later-${person.email}` }],
    ['POST', '/api/factors/recovery-codes', undefined],
    ['DELETE', '/api/factors/totp', undefined],
  ] as const;
  await api.addApp();
  for (const [method, path, body] of changes) {
    const before = await readToken();
    expect(await isDead(before), path).toBe(false);
    await api.ask(method, path, body);
    expect(await isDead(before), path).toBe(true);
    expect((await api.send('GET', '/api/sessions')).status(), path).toBe(200);
  }
  await stranger.dispose();
});
