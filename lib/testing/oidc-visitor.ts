import { sessionCookieName } from '#lib/auth/session-cookie';
import type { OidcStartInput } from '#lib/oidc/contract';
import { AuthVisitor } from './auth-visitor.ts';
import type { OidcPerson, openOidcProvider } from './oidc-provider.ts';

type Provider = Awaited<ReturnType<typeof openOidcProvider>>;

/** A browser that goes to a provider and comes back. */
export class OidcVisitor extends AuthVisitor {
  readonly provider: Provider;

  constructor(provider: Provider, sessionToken?: string) {
    super();
    this.provider = provider;
    if (sessionToken) this.cookies.set(sessionCookieName(), sessionToken);
  }

  /** Begins; returns the address at the provider. @throws Error with what was answered instead */
  async leave(input: OidcStartInput): Promise<string> {
    const response = await this.post('signin/oidc', { ...input });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return (JSON.parse(text) as { url: string }).url;
  }

  /** Opens the address that the provider sent the browser to; returns the path it is led to. */
  async comeBack(address: string): Promise<string> {
    const response = await this.send('GET', `callback/oidc${new URL(address).search}`);
    const target = new URL(response.headers.get('location') ?? '', 'http://localhost:3000');
    return `${target.pathname}${target.search}`;
  }

  /** There and back; returns the path it is led to. */
  async go(person: OidcPerson, input: OidcStartInput = { purpose: 'sign_in' }): Promise<string> {
    return this.comeBack(this.provider.signIn(await this.leave(input), person));
  }
}
