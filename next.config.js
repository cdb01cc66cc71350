/** @type {import('next').NextConfig} */
const config = {
  // Standalone output is for container images only: `next start` does not work with it.
  output: process.env.STANDALONE ? 'standalone' : undefined,
  // A page is loaded when somebody first comes to it: all of them at once, at every start, took half of the
  // web server's memory.
  experimental: {
    preloadEntriesOnStart: false,
    // Nothing reads a built server's: they took a third of a build's processor time, and two thirds of its folder.
    turbopackSourceMaps: process.env.NODE_ENV === 'development',
  },
  // They are `npm run check`’s and `npm test`’s: once more here took a quarter of a build’s processor time.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  typedRoutes: true,
  productionBrowserSourceMaps: false,
  // No page asks for a resized picture; switched off, nobody can ask the server to fetch and decode one.
  images: { unoptimized: true },
  // Where RFC 9116 has it, by a route like any other.
  rewrites: async () => [{ source: '/.well-known/security.txt', destination: '/api/security-txt' }],
  // Where the console was.
  redirects: async () => [
    { source: '/operator/:page*', destination: '/admin/:page*', permanent: true },
  ],
  // Next leaves out in which letters it is written.
  headers: () => [
    {
      source: '/icon.svg',
      headers: [
        { key: 'content-type', value: 'image/svg+xml; charset=utf-8' },
        // Browsers ask for it at every change of the address, and so at each letter of a search, beside its rows.
        { key: 'cache-control', value: 'public, max-age=86400' },
      ],
    },
    {
      // It asks for pages of ours, and is to be the newest.
      source: '/sw.js',
      headers: [
        { key: 'content-security-policy', value: "default-src 'none'; connect-src 'self'" },
        { key: 'cache-control', value: 'no-cache' },
      ],
    },
  ],
  // Native or dynamic-import packages that must stay outside the server bundle.
  serverExternalPackages: [
    '@node-rs/argon2',
    'pg',
    'graphile-worker',
    'pino',
    'prom-client',
    '@opentelemetry/api',
    '@opentelemetry/sdk-trace',
    '@opentelemetry/resources',
    '@opentelemetry/exporter-trace-otlp-http',
  ],
};

export default config;
