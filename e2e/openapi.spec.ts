import { expect, test } from './support/fixtures.ts';

test('the reference is found by a word, and leads to an address and the type it answers with', async ({
  page,
  api: _,
}) => {
  await page.goto('/settings/api');
  await page.getByRole('link', { name: 'reference' }).click();
  await expect(page).toHaveURL('/settings/api/reference');
  await page.getByLabel('Search the API').fill('merge tag');
  const found = page.getByRole('main').getByRole('link', { name: /^POST/ });
  await expect(found).toHaveCount(1);
  await found.click();
  await expect(page).toHaveURL('/settings/api/reference/categories#postTagsByTagIdMerge');
  const address = page.getByRole('region', { name: 'POST /api/tags/{tagId}/merge' });
  await expect(address).toBeInViewport();
  await expect(address).toContainText('categories:write');
  await expect(address).toContainText('curl -X POST');
  await address.getByRole('link', { name: 'RemovedTagDto' }).click();
  await expect(page.getByRole('region', { name: 'RemovedTagDto' })).toBeInViewport();
  expect((await page.request.get('/api/openapi.json')).status()).toBe(200);
});
