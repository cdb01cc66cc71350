import { getJson } from './api.ts';

/** What next-auth wants with whatever is posted to it. @throws ApiError */
export async function getCsrfToken(): Promise<string> {
  return (await getJson<{ csrfToken: string }>('/api/auth/csrf')).csrfToken;
}
