import { dictionary } from '@zxcvbn-ts/language-common';
import { describe, expect, it } from 'vitest';
import { requireStrongPassword } from './require-strong-password.ts';

const person = { name: 'Ana Prior', email: 'ana.prior@example.com' };
const isRefused = (password: string) => {
  try {
    requireStrongPassword(password, person);
    return false;
  } catch {
    return true;
  }
};

describe('requireStrongPassword', () => {
  it.each([
    'qwertyuiopasdfgh',
    '123456789012345',
    'aaaaaaaaaaaaaaa',
    'abcdefghijklmnop',
    'password12345678',
    'sunshineprincess',
    'monkeydragonfootball',
    'P@ssw0rdP@ssw0rd',
    'Summer2026Summer2026',
    'plumbline-plumbline',
    'ana.prior@example.com',
    'anaprior-anaprior',
    'Ana Prior Plumbline',
  ])('refuses %s', (password) => {
    expect(isRefused(password)).toBe(true);
  });

  it.each([
    'correct horse battery',
    'the quick brown fox jumps',
    'vK3#x9Lq2mZp8Rt',
    'лошадь батарея скрепка',
    '🐎 🔋 📎 🧷 ✅ 🐢',
    `${'a long one that nobody knows '.repeat(4)}`,
  ])('takes %s', (password) => {
    expect(isRefused(password)).toBe(false);
  });

  it('knows far more than 3,000 common passwords, and each of them written twice', () => {
    const common = dictionary['passwords-common'] ?? [];
    expect(common.length).toBeGreaterThan(40_000);
    const long = common.filter((password) => password.length >= 15);
    const doubled = common.slice(0, 500).map((password) => password.padEnd(15, password));
    expect([...long, ...doubled].filter((password) => !isRefused(password))).toEqual([]);
  });

  it('is done soon, whatever it is asked about', () => {
    const startedAt = performance.now();
    for (const part of ['p4ssw0rd', '@$3!10|{', 'pa$$w0rd1!'])
      isRefused(part.repeat(16).slice(0, 128));
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
