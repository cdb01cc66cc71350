import 'server-only';

/**
 * Rows as one JSON parameter for `jsonb_to_recordset`. PostgreSQL's jsonb cannot hold U+0000, which
 * a bank's text may carry: it is dropped, and nothing else is.
 */
export function toJsonParameter(rows: readonly unknown[]): string {
  const json = JSON.stringify(rows);
  if (!json.includes('\\u0000')) return json;
  return JSON.stringify(rows, (_key, value) =>
    typeof value === 'string' ? value.replaceAll('\0', '') : value,
  );
}
