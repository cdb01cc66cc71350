// Says so where there is no connection, and keeps nothing: what it shows then is written here, and every page and
// every answer comes from the server or not at all. No cache can tell of somebody's money what it has not got.

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>No connection · Plumbline</title>
<style>
  :root { color-scheme: light dark; --ground: #fbfaf6; --ink: #23201c; --soft: #6b645b; --accent: #334a7b }
  @media (prefers-color-scheme: dark) {
    :root { --ground: #141110; --ink: #f0ece4; --soft: #a8a096; --accent: #a9bdf0 }
  }
  body { margin: 0; min-height: 100dvh; display: grid; place-content: center; justify-items: center; padding: 1.5rem;
    background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; text-align: center }
  h1 { margin: 1.5rem 0 .25rem; font-size: 1.125rem }
  p { margin: 0 0 1.25rem; max-width: 26rem; color: var(--soft) }
  a { color: var(--accent); padding: .5rem }
</style>
<main>
  <svg width="24" height="72" viewBox="0 0 24 72" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
    <path d="M12 0v48" /><path d="M12 70c-2-5-5.5-9-5.5-13a5.5 5.5 0 0 1 11 0c0 4-3.500 8-5.5 13Z" />
  </svg>
  <h1>There is no connection</h1>
  <p>Plumbline keeps nothing on this device, so there is nothing to show until its server can be reached. Nothing is
    lost.</p>
  <a href="">Try again</a>
</main>
</html>`;

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  // The browser asks for the page while this starts, so that nobody waits for it.
  event.waitUntil(
    Promise.all([self.clients.claim(), self.registration.navigationPreload?.enable()]),
  );
});

self.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return;
  event.respondWith(open(event).catch(sayOffline));
});

// A notice comes encrypted for this browser; it is shown, and kept nowhere.
self.addEventListener('push', (event) => {
  const { title, body, href } = event.data?.json() ?? {};
  if (!title) return;
  const options = { body, icon: '/icon-192.png', data: { href } };
  event.waitUntil(self.registration.showNotification(title, options));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openPage(event.notification.data?.href));
});

async function openPage(href) {
  const url = new URL(href ?? '/', self.location.origin);
  if (url.origin !== self.location.origin) return;
  const [page] = await self.clients.matchAll({ type: 'window' });
  if (!page) return self.clients.openWindow(url.href);
  await page.focus();
  return page.navigate(url.href);
}

async function open(event) {
  return (await event.preloadResponse) ?? fetch(event.request);
}

function sayOffline() {
  return new Response(page, {
    status: 503,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
      'cache-control': 'no-store',
    },
  });
}
