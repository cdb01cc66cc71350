import { Api, baseUrl, expect, makeOperator, newPerson, test } from './support/fixtures.ts';

test('who forgot the password chooses a new one by a link, which the operator can pass on', async ({
  page,
  person,
  api,
  browser,
}) => {
  const operator = newPerson();
  const context = await browser.newContext({ baseURL: baseUrl });
  const office = new Api(context.request);
  await office.signIn(operator);
  makeOperator(operator);

  const visitor = await (await browser.newContext({ baseURL: baseUrl })).newPage();
  await visitor.goto('/sign-in');
  await visitor.getByRole('link', { name: 'Forgot it?' }).click();
  await expect(visitor).toHaveURL('/forgot');
  await visitor.getByLabel('E-mail').fill(person.email.toUpperCase());
  await visitor.getByRole('button', { name: 'Send a link' }).click();
  await expect(visitor.getByText('Ask your operator')).toBeVisible();

  let link = '';
  await expect
    .poll(async () => {
      type Mails = { items: { to: string; subject: string; text: string | null }[] };
      const { items } = await office.ask<Mails>('GET', '/api/operator/mail');
      const mail = items.find(({ to, text }) => to === person.email && text?.includes('/reset/'));
      link = /http\S+\/reset\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
      return link;
    })
    .toContain(`${baseUrl}/reset/`);

  const opened = await visitor.goto(link);
  expect(opened?.headers()['referrer-policy']).toBe('no-referrer');
  expect(opened?.headers()['cache-control']).toContain('no-store');
  await visitor.getByLabel('New password', { exact: true }).fill('passwordpassword');
  await visitor.getByRole('button', { name: 'Use this password' }).click();
  await expect(visitor.getByText('This is among what is tried first.')).toBeVisible();
  const password = 'staple nobody knows yet';
  await visitor.getByLabel('New password', { exact: true }).fill(password);
  await visitor.keyboard.press('Enter');
  await expect(visitor.getByText('You have a new password')).toBeVisible();
  expect((await api.send('GET', '/api/accounts')).status()).toBe(401);

  await visitor.goto(link);
  await expect(visitor.getByText('This link does not work any more')).toBeVisible();
  await visitor.goto('/sign-in');
  await visitor.getByLabel('E-mail').fill(person.email);
  await visitor.getByLabel('Password', { exact: true }).fill(password);
  await visitor.keyboard.press('Enter');
  await expect(visitor).toHaveURL('/');

  await visitor.goto('/settings/profile');
  await visitor.getByLabel('Name').fill('Ana Later');
  await visitor.getByRole('button', { name: 'Save name' }).click();
  await expect(visitor.getByRole('button', { name: /Ana Later/ }).first()).toBeVisible();
  await visitor.getByRole('button', { name: 'Change e-mail' }).click();
  await visitor.getByLabel('New e-mail').fill(`later-${person.email}`);
  await visitor.getByRole('button', { name: 'Use this e-mail' }).click();
  await expect(visitor.getByText(`later-${person.email}`).first()).toBeVisible();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(`later-${person.email}`);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/');
  await visitor.context().close();
  await context.close();
});
