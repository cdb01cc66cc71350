import type { Context } from 'hono';

interface PageInput {
  title: string;
  /** Names below /assets/code. */
  script: string;
  style: string;
  /** Who may show the page in a frame: `'none'`, or origins. */
  frameAncestors: string;
}

/** An empty page that loads one module and its styles, and may do nothing else. */
export function sendPage(context: Context, input: PageInput): Response {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${input.frameAncestors}`,
  ].join('; ');
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${input.title}</title>
<link rel="icon" href="data:,">
<link rel="preload" href="/assets/sans.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/assets/code/browser/theme.css">
<link rel="stylesheet" href="/assets/code/${input.style}">
<script type="module" src="/assets/code/${input.script}"></script>
</head>
<body></body>
</html>
`;
  return context.html(html, 200, {
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
  });
}
