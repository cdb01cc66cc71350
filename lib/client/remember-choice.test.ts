import { afterEach, expect, it, vi } from 'vitest';
import { rememberChoice } from './remember-choice.ts';

afterEach(() => vi.unstubAllGlobals());

// As lib/auth/session-cookie.ts names them; its own tests say the same.
it.each([
  ['http:', /^plumbline\.theme=dark; Path=\/; Max-Age=\d+; SameSite=Lax$/],
  ['https:', /^__Host-plumbline\.theme=dark; Path=\/; Max-Age=\d+; SameSite=Lax; Secure$/],
])('a choice made over %s is kept for this host alone', (protocol, line) => {
  const document = { cookie: '' };
  vi.stubGlobal('window', { location: { protocol } });
  vi.stubGlobal('document', document);
  rememberChoice('theme', 'dark');
  expect(document.cookie).toMatch(line);
});
