import { TOTP } from 'otpauth';
import { expect, inject, it } from 'vitest';
import { passwords, Visitor } from './support/drill.ts';
import { readHeard } from './support/hear-secrets.ts';

const sweep = inject('sweep');

// What is heard here and in the other sweeps is searched for when all of them are done
// (support/sweep-stack.ts).
it('what is told to a person alone is known, used and got wrong before it is searched for', async () => {
  const ana = new Visitor(sweep.url);
  // A page knows the browser again.
  await ana.send('GET', '/sign-in');
  await ana.signUp();
  const { secret } = await ana.ask<{ secret: string }>('POST', '/api/factors/totp');
  const code = new TOTP({ secret }).generate();
  const { recoveryCodes } = await ana.ask<{ recoveryCodes: string[] }>(
    'POST',
    '/api/factors/totp/confirm',
    { code },
  );
  const { link } = await ana.ask<{ link: string }>('POST', '/api/invites', {
    role: 'viewer',
    email: null,
  });
  await ana.ask('POST', '/api/calendar/feed', {});
  const [first = '', second = ''] = recoveryCodes;
  // Secrets where they do not belong: refused, and kept by nobody.
  const token = link.split('/').at(-1);
  for (const body of [{ token: `${token}${secret}` }, { token, [first]: passwords.first }]) {
    expect((await ana.send('POST', '/api/invites/accept', body)).status).toBe(400);
  }
  await ana.ask('POST', '/api/step-up', { kind: 'recovery_code', code: second });
  // Ana's rows stay, and are searched.
  const ben = new Visitor(sweep.url);
  await ben.signUp();
  const { email } = await ben.ask<{ email: string }>('GET', '/api/deletions');
  const everything = { scope: 'account', history: 'delete', households: [] };
  await ben.ask('POST', '/api/deletions', { ...everything, confirmation: email });

  const heard = readHeard(sweep.heardFile);
  const kinds = ['session', 'browser', 'secret', 'recoveryCodes', 'link', 'address', 'receipt'];
  expect(kinds.filter((kind) => !heard[kind]?.length)).toEqual([]);
});
