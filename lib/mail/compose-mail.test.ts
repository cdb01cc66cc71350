import { expect, it } from 'vitest';
import { composeMail } from './compose-mail.ts';

const content = {
  title: 'First <b>Bank</b>\r\nBcc: all@example.com needs you',
  body: 'Sign in & go on "now". <script>alert(1)</script>',
  action: { label: 'See connections', url: 'https://money.example.com/connections' },
  reason: { text: 'Because you asked.', url: 'https://money.example.com/settings/notifications' },
};

it('says the same in plain text and as a page', () => {
  const { text, html } = composeMail(content);
  for (const part of [content.action.url, content.action.label, content.reason.url]) {
    expect(text).toContain(part);
    expect(html).toContain(part);
  }
  expect(text).toContain(content.body);
});

it('keeps the subject on one line and takes what a bank says for text', () => {
  const { subject, html } = composeMail(content);
  expect(subject).toBe('First <b>Bank</b> Bcc: all@example.com needs you');
  expect(html).not.toMatch(/<script|<b>/);
  expect(html).toContain('Sign in &#38; go on &#34;now&#34;.');
});

it('loads nothing and tells nobody that it was read', () => {
  expect(composeMail(content).html).not.toMatch(/<img|<link|<iframe|src=|url\(|@import/i);
});

it('lists figures in both, and takes them for text', () => {
  const rows = [
    ['<i>Home</i>', '$700.00'],
    ['Coffee', '$3.00'],
  ];
  const { text, html } = composeMail({ ...content, rows });
  expect(text).toContain('\n\n<i>Home</i>  $700.00\nCoffee  $3.00\n\n');
  expect(html).toContain('&#60;i&#62;Home&#60;/i&#62;</td>');
  expect(html.match(/<tr>/g)).toHaveLength(2);
  expect(composeMail(content).html).not.toContain('<table');
});
