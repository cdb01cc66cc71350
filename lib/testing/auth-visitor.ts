import { handleAuth } from '#lib/auth/handle-auth';
import { env } from '#lib/env';

type Options = { fields?: Record<string, string>; body?: string; headers?: Record<string, string> };

/** A browser in front of /api/auth: keeps cookies and sends them back. */
export class AuthVisitor {
  readonly cookies = new Map<string, string>();
  /** The last answer's Set-Cookie lines. */
  set: string[] = [];

  async send(method: string, action: string, options: Options = {}): Promise<Response> {
    const origin = new URL(env().APP_URL).origin;
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const body = options.body ?? (options.fields && JSON.stringify(options.fields));
    const request = new Request(`${origin}/api/auth/${action}`, {
      method,
      headers: { origin, cookie, 'content-type': 'application/json', ...options.headers },
      body,
    });
    const params = Promise.resolve({ nextauth: (action.split('?')[0] ?? '').split('/') });
    const response = await handleAuth(request, { params });
    this.set = response.headers.getSetCookie();
    for (const line of this.set) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const value = pair.slice(at + 1);
      if (value) this.cookies.set(pair.slice(0, at), value);
      else this.cookies.delete(pair.slice(0, at));
    }
    return response;
  }

  async post(action: string, fields: Record<string, string> = {}): Promise<Response> {
    const { csrfToken } = (await (await this.send('GET', 'csrf')).json()) as { csrfToken: string };
    return this.send('POST', action, { fields: { csrfToken, ...fields } });
  }

  signIn(email: string, password: string): Promise<Response> {
    return this.post('callback/credentials', { email, password });
  }
}
