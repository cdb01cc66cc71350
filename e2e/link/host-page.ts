import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostPage {
  url: string;
  close(): Promise<void>;
}

/** An application's page reduced to what it needs for Link, under a policy as strict as one may be. */
export async function startHostPage(sandboxUrl: string): Promise<HostPage> {
  const html = compose(sandboxUrl);
  const policy = `default-src 'none'; script-src 'nonce-link'; frame-src ${sandboxUrl}; img-src data:`;
  const server = createServer((_, response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    });
    response.end(html);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The token outlives a visit to a bank's page, as an application would see to. */
function compose(sandboxUrl: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>An application</title>
<link rel="icon" href="data:,">
<script nonce="link" src="${sandboxUrl}/link/v2/stable/link-initialize.js"></script>
</head>
<body>
<main><h1>An application</h1><button type="button" id="open">Link a bank</button><div id="embedded"></div></main>
<script nonce="link">
const query = new URLSearchParams(location.search);
const token = query.get('token') ?? localStorage.getItem('token');
localStorage.setItem('token', token);
window.seen = { loads: 0, events: [], success: null, exit: null };
const config = {
  token,
  receivedRedirectUri: query.has('oauth_state_id') ? location.href : undefined,
  onLoad: () => { seen.loads += 1; },
  onEvent: (name, metadata) => seen.events.push({ name, metadata }),
  onSuccess: (publicToken, metadata) => { seen.success = { publicToken, metadata }; },
  onExit: (error, metadata) => { seen.exit = { error, metadata }; },
};
const opener = document.getElementById('open');
if (query.has('done')) {
  opener.remove();
} else if (query.has('embedded')) {
  const target = document.getElementById('embedded');
  target.style.width = '350px';
  target.style.height = '400px';
  window.handler = Plaid.createEmbedded(config, target);
} else {
  window.handler = Plaid.create(config);
  opener.addEventListener('click', () => handler.open());
  opener.focus();
  handler.open();
}
</script>
</body>
</html>
`;
}
