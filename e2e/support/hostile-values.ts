const nest = (open: string, close: string, depth: number) =>
  `${open.repeat(depth)}1${close.repeat(depth)}`;

/** What a field may be sent as, as JSON spells it: JSON says more than `JSON.stringify` would. */
export const hostileJson: string[] = [
  ...['null', 'true', 'false', '0', '-0', '-1', '1.5', '1e308', '1e999', '-1e999', '1e-400'],
  ...['9007199254740993', '9223372036854775808', '-9223372036854775809', '9'.repeat(400)],
  ...['""', '" "', '"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"a\\udc00b"', '"\\uffff"'],
  ...[
    '"\\u202e\\u2066\\u0007\\u001b[31m\\u0085\\u2028\\r\\n\\t"',
    '"👨‍👩‍👧‍👦🏴‍☠️"',
    `"e${'\u0301'.repeat(500)}"`,
  ],
  ...[`"${'x'.repeat(10_000)}"`, `"${'é'.repeat(129)}"`, `"${'😀'.repeat(70)}"`],
  ...['"../../../../etc/passwd"', '"%s%n%x%00"', '"\' OR 1=1; --"', '"\\\\"', '"%_%"', '"{{7*7}}"'],
  ...['"<svg/onload=alert(1)>"', '"a@b.co\\r\\nBcc: c@d.co"', '"javascript:alert(1)"', '"1"'],
  ...['"0000-00-00"', '"2026-02-30"', '"99999-12-31"', '"-000001-01-01"', '"2026-1-1"'],
  ...['"0001-01-01T00:00:00Z"', '"+275760-09-13T00:00:00.000Z"', '"9999-12-31T23:59:60Z"'],
  ...['"00000000-0000-0000-0000-000000000000"', '"FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"'],
  ...['"not-a-uuid"', '"true"', '"NaN"', '"__proto__"', '"constructor"', '"null"'],
  ...['[]', '[[]]', '[null]', '["a","b"]', `[${'null,'.repeat(2_000)}1]`, '{}', '{"":""}'],
  ...['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}'],
  ...['{"toString":1,"valueOf":null}', '{"$gt":""}', '{"length":1e9}', '{"then":1,"toJSON":2}'],
  ...[nest('[', ']', 33), nest('{"a":', '}', 33), nest('[', ']', 5_000), nest('{"a":', '}', 5_000)],
];

/** What an object may hold beside what it should. */
export const hostileFields: string[] = [
  ...['"__proto__":{"operator":true}', '"constructor":{}', '"":1', '"householdId":"x"', '"id":1'],
  ...['"operator":true', '"role":"owner"', '"userId":null', '"toString":1', '"a\\u0000":1'],
  ...[
    `"${'k'.repeat(5_000)}":1`,
    '"\\ud800":1',
    '"body":1',
    '"prototype":[]',
    '"hasOwnProperty":1',
  ],
];

/** Bodies that are no JSON, or none that a route takes. */
export const hostileBodies: Buffer[] = [
  ...['', ' ', '{', '{"a":', '}', '[', '"', "{'a':1}", '{a:1}', '{"a":1,}', '[1,]', 'undefined'],
  ...['NaN', '01', '0x1', '+1', '"\\x41"', '"\u0001"', '{"a":1}{"b":2}', '// a\n{}', '\ufeff{}'],
  ...['<a/>', 'a=1&b=2', '\0', '{"a":"\t"}', nest('[', '', 30_000), `"${'x'.repeat(70_000)}"`],
].map((text) => Buffer.from(text));
hostileBodies.push(
  Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
  Buffer.from('{"name":"\xe9"}', 'latin1'),
  Buffer.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]),
  Buffer.from([0x22, 0xc0, 0xaf, 0x22]),
  Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00]),
);

/** What a body may be said to be. */
export const hostileTypes: string[] = [
  ...['', 'text/plain', 'text/html', 'application/xml', 'application/x-www-form-urlencoded'],
  ...['multipart/form-data; boundary=x', 'multipart/form-data', 'application/jsonp', '*/*'],
  ...['application/json-seq', 'application/octet-stream', 'json', ';', 'x'.repeat(4_000)],
];

/** Parts of an address, as they go over the wire. */
export const hostileParts: string[] = [
  ...['%00', 'a%00b', '%FF', '%E0%A4%A', '%ED%A0%80', '%C0%AF', '%', '%2', '%0D%0AX-A:%20b'],
  ...['..%2f..%2fetc%2fpasswd', '%2e%2e', '%5c', '%2F', 'null', 'undefined', '__proto__', '%20'],
  ...['constructor', '-1', '0', '1e999', '9'.repeat(400), '%F0%9F%98%80', '%E2%80%AE', 'true'],
  ...["'%20OR%201=1--", '%3Cscript%3E', 'x'.repeat(4_000), '%25s', '[]', '%7B%7D', '2026-02-30'],
  ...['00000000-0000-0000-0000-000000000000', '01900000-0000-7000-8000-00000000000g', '%EF%BF%BF'],
  ...['FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', '01900000-0000-7000-8000-000000000000%0A', '%25_%25'],
  ...[
    '0000-01-01',
    '99999-01-01',
    '-000001-01-01',
    'eyJkYXRlIjoiMDAwMC0wMS0wMSJ9',
    'e30',
    'bnVsbA',
  ],
];

/** What a header may hold, by its name. */
export const hostileHeaders: [string, string][] = [
  ...[
    ...hostileParts,
    '"',
    '"a',
    'a=b=c',
    '\xff\xfe',
    'a,b;c',
    'Mars/Olympus',
    'Etc/GMT+99',
  ].flatMap((value): [string, string][] =>
    ['time-zone', 'theme', 'factor-hint', 'plumbline.session', 'plumbline.browser'].map((name) => [
      'cookie',
      `${name}=${value}`,
    ]),
  ),
  ...['', '[', 'a b', '%00', 'evil.test:99999', '::1', '[::1]:x', '@', 'a/b', 'x'.repeat(300)].map(
    (value): [string, string] => ['host', value],
  ),
  ...['', 'evil', '::', 'http://', 'javascript', 'https,http', '\xff'].flatMap(
    (value): [string, string][] => [
      ['x-forwarded-for', value],
      ['x-forwarded-host', value],
      ['x-forwarded-proto', value],
      ['x-forwarded-port', value],
      ['forwarded', value],
    ],
  ),
  ['user-agent', '\xff'.repeat(2_000)],
  ['user-agent', 'Mozilla/5.0 (<script>) Firefox/99999999999999999999'],
  ['accept', '\xff/\xff;q=NaN'],
  ['accept-encoding', 'evil;q=-1, gzip;q=1e999'],
  ['accept-language', '*-*-*;q=x'.repeat(100)],
  ['if-none-match', '"'.repeat(1_000)],
  ['if-modified-since', 'the day before'],
  ['range', 'bytes=99999999999999999999-0'],
  ['range', 'bytes=-1,-1,-1'],
  ['x-plumbline-peer', "1'--"],
  ['x-nonce', "' 'unsafe-inline"],
  ['rsc', '1'],
  ['rsc', '\xff'],
  ['next-router-state-tree', '%'],
  ['next-router-state-tree', '%5B%22%22'],
  ['next-router-state-tree', '%5B%5D'],
  ['next-router-state-tree', '[null]'],
  ['next-router-prefetch', '\xff'],
  ['next-router-segment-prefetch', '/../../x'],
  ['next-url', '%'],
  ['next-action', 'x'],
  ['next-action', '0'.repeat(40)],
  ['next-resume', '1'],
  ['x-nextjs-data', '1'],
  ['x-matched-path', '/admin'],
  ['x-now-route-matches', '1=%'],
  ['x-middleware-subrequest', 'proxy:proxy:proxy:proxy:proxy'],
  ['x-middleware-rewrite', '/admin'],
  ['x-middleware-next', '1'],
  ['x-http-method-override', 'DELETE'],
  ['x-prerender-revalidate', 'x'],
  ['purpose', 'prefetch'],
  ['upgrade-insecure-requests', '\xff'],
  ['cache-control', 'only-if-cached'],
  ['plaid-verification', 'a.b.c'],
  ['plaid-verification', 'eyJhbGciOiJFUzI1NiIsImtpZCI6MX0.e30.x'],
  ['plaid-verification', '.'.repeat(4_000)],
];
