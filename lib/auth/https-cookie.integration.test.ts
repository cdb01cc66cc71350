import { expect, it } from 'vitest';
import { AuthVisitor } from '#lib/testing/auth-visitor';
import { cookieName } from './session-cookie.ts';
import { signUp } from './sign-up.ts';

process.env.APP_URL = 'https://money.example.com';

it('binds every cookie to the host and to HTTPS when the app is served over it', async () => {
  const person = { email: 'ana@example.com', password: 'correct horse battery', name: 'Ana' };
  await signUp(person);
  const visitor = new AuthVisitor();
  await visitor.send('GET', 'csrf');
  const lines = visitor.set;
  await visitor.signIn(person.email, person.password);
  lines.push(...visitor.set);
  expect(cookieName('theme')).toBe('__Host-plumbline.theme');
  const session = lines.find((line) => line.startsWith('__Host-plumbline.session='));
  expect(session).toMatch(/; Path=\/;.*; HttpOnly; Secure; SameSite=Lax$/);
  for (const line of lines) {
    expect(line).toMatch(/^__(Host|Secure)-/);
    expect(line).toContain('; Secure');
    expect(line).not.toContain('Domain=');
  }
});
