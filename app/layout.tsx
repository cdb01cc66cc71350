import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import { headers } from 'next/headers';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { amountsChoice, parseAmounts } from '#components/shell/amounts';
import { EarlyPresses } from '#components/shell/early-presses';
import { parseTheme, themeChoice, themeColors } from '#components/shell/theme';
import { NonceProvider } from '#components/ui/nonce-provider';
import { Toaster } from '#components/ui/toast';
import { Tooltips } from '#components/ui/tooltip';
import './globals.css';
import { readChoice } from '#lib/auth/read-choice';

// Geist Mono through geist/font/mono would be preloaded on every page; only a few show code.
const geistMono = localFont({
  src: '../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  preload: false,
});

export const metadata: Metadata = {
  title: { default: 'Plumbline', template: '%s · Plumbline' },
  description:
    'Personal finance you host yourself. The numbers tie out, and when they do not, the app says so first.',
  applicationName: 'Plumbline',
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, date: false, address: false, email: false },
  manifest: '/manifest.webmanifest',
  icons: {
    icon: [
      { url: '/favicon.ico', sizes: '32x32' },
      { url: '/icon.svg', type: 'image/svg+xml' },
    ],
    apple: '/apple-touch-icon.png',
  },
};

export async function generateViewport(): Promise<Viewport> {
  const theme = await readTheme();
  return {
    width: 'device-width',
    initialScale: 1,
    viewportFit: 'cover',
    themeColor:
      theme === 'system'
        ? [
            { media: '(prefers-color-scheme: light)', color: themeColors.light },
            { media: '(prefers-color-scheme: dark)', color: themeColors.dark },
          ]
        : themeColors[theme],
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // A prerendered page could not carry the request's CSP nonce on its scripts.
  await connection();
  const nonce = (await headers()).get('x-nonce') ?? undefined;

  return (
    <html
      lang="en"
      data-theme={await readTheme()}
      data-amounts={parseAmounts(await readChoice(amountsChoice))}
      className={`${GeistSans.variable} ${geistMono.variable}`}
    >
      <NonceProvider nonce={nonce}>
        <EarlyPresses>
          {children}
          <Toaster />
          <Tooltips />
        </EarlyPresses>
      </NonceProvider>
    </html>
  );
}

async function readTheme() {
  return parseTheme(await readChoice(themeChoice));
}
