import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import type { Context } from 'hono';

interface Asset {
  body: string;
  type: string;
  etag: string;
}

const root = join(import.meta.dirname, '..');

/** Only what was written for browsers, by plain names: no way to any other file. */
const servedNames = /^(browser|link\/browser|control\/browser)\/[a-z0-9/-]+\.(ts|css)$/;

const assets = new Map<string, Asset>();

/**
 * Serves our TypeScript as JavaScript (its types blanked out, nothing else changed) and our CSS. Files are
 * read on first use, so that starting costs nothing.
 */
export function sendBrowserCode(context: Context, name: string): Response {
  const asset = servedNames.test(name) ? (assets.get(name) ?? readAsset(join(root, name))) : null;
  if (!asset) {
    return context.notFound() as Response;
  }
  assets.set(name, asset);
  const headers = {
    'content-type': asset.type,
    'cache-control': 'no-cache',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    etag: asset.etag,
  };
  return context.req.header('if-none-match') === asset.etag
    ? context.body(null, 304, headers)
    : context.body(asset.body, 200, headers);
}

function readAsset(path: string): Asset | null {
  const source = readSource(path);
  if (source === null) {
    return null;
  }
  const isScript = path.endsWith('.ts');
  const body = isScript ? stripTypeScriptTypes(source) : source;
  return {
    body,
    type: isScript ? 'text/javascript; charset=utf-8' : 'text/css; charset=utf-8',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
  };
}

function readSource(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}
