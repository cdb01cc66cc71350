import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadsheets } from '#lib/archives/spreadsheets';
import { exportColumns } from '#lib/exports/export-row';
import { decodeText } from './decode-text.ts';
import { detectMapping } from './detect-mapping.ts';
import { guessDateOrder, parseDate } from './parse-date.ts';
import { readFile } from './read-file.ts';
import { UnreadableFile } from './sheet.ts';
import { type FileRow, toRows } from './to-rows.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** As an import reads it, with the mapping that is found in it. */
function read(file: Uint8Array | string, currency = 'USD') {
  const { format, sheets } = readFile(typeof file === 'string' ? bytes(file) : file);
  const [sheet] = sheets;
  if (!sheet) throw new Error('There is no sheet.');
  const mapping = detectMapping(sheet);
  return { format, sheets, mapping, ...toRows(sheet, mapping, currency) };
}

const brief = ({ date, amountMinor, name }: FileRow) => `${date} ${amountMinor} ${name}`;

describe('a CSV file', () => {
  it.each([
    [
      'with a sign',
      'Date,Description,Amount\n01/02/2026,"Coffee, large",-4.50\n01/15/2026,Salary,"1,200.00"\n',
      ['2026-01-02 -450 Coffee, large', '2026-01-15 120000 Salary'],
    ],
    [
      'of a European bank, with what stands above the header',
      'Konto;DE12 3456\nZeitraum;Januar\n\nBuchungstag;Empfänger;Verwendungszweck;Betrag\n31.01.2026;Bäcker;Brötchen;-1.234,50\n13.01.26;Amt;;12,00\n',
      ['2026-01-31 -123450 Bäcker', '2026-01-13 1200 Amt'],
    ],
    [
      'with a column for each direction',
      'Date\tPayee\tPaid out\tPaid in\n2026-02-28\tShop\t12.00\t\n2026-03-01\tBack\t\t3.00\n',
      ['2026-02-28 -1200 Shop', '2026-03-01 300 Back'],
    ],
    [
      'without a header',
      '2026-01-31,-5.00,Shop one\n2026-02-01,-6.00,Shop two\n2026-02-02,7.25,Shop three\n',
      ['2026-01-31 -500 Shop one', '2026-02-01 -600 Shop two', '2026-02-02 725 Shop three'],
    ],
    [
      'with line ends in its cells',
      'Date,Name,Amount\r\n2026-01-31,"two\r\nlines ""quoted""",(9.99)\r\n',
      ['2026-01-31 -999 two lines "quoted"'],
    ],
  ])('%s is read', (_which, text, expected) => {
    const { format, rows, problems } = read(text);
    expect({ format, rows: rows.map(brief), problems }).toEqual({
      format: 'csv',
      rows: expected,
      problems: [],
    });
  });

  it.each([
    ['utf-8 with a mark', [0xef, 0xbb, 0xbf, ...bytes('Date,Name,Amount\n2026-01-31,Café,1\n')]],
    [
      'utf-16le with a mark',
      [0xff, 0xfe, ...Buffer.from('Date,Name,Amount\n2026-01-31,Café,1\n', 'utf16le')],
    ],
    ['utf-16le without one', [...Buffer.from('Date,Name,Amount\n2026-01-31,Café,1\n', 'utf16le')]],
    [
      'utf-16be',
      [0xfe, 0xff, ...Buffer.from('Date,Name,Amount\n2026-01-31,Café,1\n', 'utf16le').swap16()],
    ],
    ['windows-1252', [...Buffer.from('Date,Name,Amount\n2026-01-31,Café,1\n', 'latin1')]],
  ])('in %s is read', (_which, file) => {
    expect(read(Uint8Array.from(file)).rows.map(brief)).toEqual(['2026-01-31 100 Café']);
  });

  it('says of each line that it cannot read why, and where it is', () => {
    const { rows, problems } = read(
      'Date,Name,Amount,Currency\n2026-01-31,Good,1.00,USD\n\n31/31/2026,Day,1,USD\n2026-01-31,None,,USD\n2026-01-31,"Two\nlines",x,USD\n2026-01-31,Other,1,EUR\n2026-01-31,Fine,1.005,USD\n',
    );
    expect(rows.map(brief)).toEqual(['2026-01-31 100 Good']);
    expect(problems).toEqual([
      { line: 4, message: '“31/31/2026” is no date.' },
      { line: 5, message: 'There is no amount.' },
      { line: 6, message: '“x” is no amount in USD.' },
      { line: 8, message: 'It is in EUR, the account in USD.' },
      { line: 9, message: '“1.005” is no amount in USD.' },
    ]);
  });
});

it.each([
  ['an export of the list', exportColumns],
  ['an archive', spreadsheets[0]?.columns.map(({ name }) => name) ?? []],
])('a note in %s of ours is a person’s, in any other file a memo', (_which, header) => {
  const fields: Record<string, string> = { Date: '2026-01-31', Merchant: 'Shop', Amount: '1' };
  const line = header.map((name) => fields[name] ?? (name === 'Note' ? 'for Ana' : '')).join();
  const { rows } = read(`${header.join()}\n${line}\n`);
  expect(rows).toMatchObject([{ name: 'Shop', memo: null, note: 'for Ana' }]);
  const other = read(`Date,Name,Amount,Note\n2026-01-31,Shop,1,for Ana\n`);
  expect(other.rows).toMatchObject([{ memo: 'for Ana', note: null }]);
});

const ofxRow = (id: string, amount: string, name: string) =>
  `<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260131120000[-5:EST]<TRNAMT>${amount}<FITID>${id}<NAME>${name}<MEMO>memo</STMTTRN>`;

describe('an OFX file', () => {
  it('of tags that are not closed is read, entities and all', () => {
    const text = `OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>1<ACCTID>99887766</BANKACCTFROM><BANKTRANLIST>
${ofxRow('a1', '-12.50', 'AT&amp;T &lt;3')}
${ofxRow('a2', '7', 'Back')}
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
    const { format, sheets, rows, problems } = read(text);
    expect(format).toBe('ofx');
    expect(sheets.map(({ label }) => label)).toEqual(['••7766']);
    expect(rows).toMatchObject([
      {
        date: '2026-01-31',
        amountMinor: -1250,
        name: 'AT&T <3',
        memo: 'memo',
        note: null,
        reference: 'a1',
      },
      { amountMinor: 700, reference: 'a2' },
    ]);
    expect(problems).toEqual([]);
  });

  it('of XML with two accounts is two sheets', () => {
    const statement = (kind: string, account: string) =>
      `<${kind}><CURDEF>EUR</CURDEF><ACCTFROM><ACCTID>${account}</ACCTID></ACCTFROM>
      <STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20260228</DTPOSTED><TRNAMT>1,50</TRNAMT><FITID>${account}</FITID><NAME>N</NAME></STMTTRN></${kind}>`;
    const { sheets, rows } = read(
      `<?xml version="1.0"?><?OFX OFXHEADER="200" VERSION="211"?><OFX>${statement('STMTRS', '1111')}${statement('CCSTMTRS', '2222')}</OFX>`,
      'EUR',
    );
    expect(sheets.map(({ label, rows: { length } }) => [label, length])).toEqual([
      ['••1111', 1],
      ['••2222', 1],
    ]);
    expect(rows.map(brief)).toEqual(['2026-02-28 150 N']);
  });

  it('keeps what is of no account out of one', () => {
    const other = ofxRow('9', '-100', 'Cash of securities');
    const { sheets } = read(
      `<OFX><CCSTMTRS><CURDEF>USD${ofxRow('1', '-1', 'Card')}</CCSTMTRS>${other}<STMTRS>${ofxRow('2', '-2', 'Bank')}<INVSTMTRS>${other}</INVSTMTRS></OFX>`,
    );
    expect(sheets.map(({ rows }) => rows.map(({ cells }) => cells[2]))).toEqual([
      ['Card'],
      ['Bank'],
    ]);
  });

  it('resolves no entity of its own', () => {
    const { rows } = read(
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><OFX><STMTRS>${ofxRow('1', '1', '&e;')}</STMTRS></OFX>`,
    );
    expect(rows[0]?.name).toBe('&e;');
  });
});

it('a QIF file is read, transfers without their account', () => {
  const { format, rows } = read(
    "!Type:Bank\nD1/ 5'26\nT-1,234.56\nPGrocer\nLFood:Groceries\nMweekly\n^\nD1/25'26\nT10.00\nPBack\nL[Savings]\n^\n!Type:Cat\nNFood\n^\n",
  );
  expect(format).toBe('qif');
  expect(rows).toMatchObject([
    {
      line: 2,
      date: '2026-01-05',
      amountMinor: -123456,
      name: 'Grocer',
      memo: 'weekly',
      note: null,
      category: 'Food:Groceries',
    },
    { date: '2026-01-25', amountMinor: 1000, category: null },
  ]);
});

describe('a QIF file with several lists', () => {
  const lists = (text: string) =>
    readFile(bytes(text)).sheets.map(({ label, rows }) => [
      label,
      rows.map(({ cells }) => cells[2]),
    ]);
  const row = (name: string) => `D1/5/26\nT-1.00\nP${name}\n`;

  it('is a sheet for each account that it names, and has its last transaction', () => {
    const text = [
      '!Option:AutoSwitch\n!Account\nNChecking\nTBank\n^\nNVisa\u202e\nTCCard\n^\n!Clear:AutoSwitch\n',
      `!Account\nNChecking\nTBank\n^\n!Type:Bank\n${row('one')}^\n${row('two')}`,
      `!Account\nNVisa\u202e\nTCCard\n^\n!Type:CCard\n${row('three')}^\n`,
      `!Account\nNFund\n^\n!Type:Invst\n${row('shares')}^\n`,
      `!Account\nNChecking\n!Type:Bank\n${row('four')}`,
    ];
    expect(lists(text.join(''))).toEqual([
      ['Checking', ['one', 'two', 'four']],
      ['Visa', ['three']],
    ]);
  });

  it('is one for each kind where it names none', () => {
    const text = `!Type:Bank\n${row('one')}^\n!Type:CCard\n${row('two')}^\n!Type:Bank\n${row('three')}^\n\x1a`;
    expect(lists(text)).toEqual([
      [null, ['one', 'three']],
      [null, ['two']],
    ]);
  });
});

describe('a file that is none', () => {
  it.each([
    ['a zip', [0x50, 0x4b, 3, 4]],
    ['a PDF', [...bytes('%PDF-1.7')]],
    ['an image', [0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]],
    ['nothing', []],
    ['an open quotation', [...bytes('Date,Amount\n"2026')]],
    ['ten million commas', bytes(','.repeat(10_000_000))],
    ['one line of nine megabytes', bytes(`a,b\n${'x'.repeat(9_000_000)}`)],
    ['too many columns', [...bytes(`${'a,'.repeat(70)}\n`)]],
    ['too many lines', bytes('2026-01-31,1,shop\n'.repeat(50_001))],
    ['more than ten megabytes', new Uint8Array(10 * 1024 * 1024 + 1)],
    ['OFX without statements', [...bytes('OFXHEADER:100\n<OFX><SIGNONMSGSRSV1></OFX>')]],
    [
      'QIF of a thousand accounts',
      [
        ...bytes(
          Array.from(
            { length: 1_000 },
            (_, at) => `!Account\nN${at}\n!Type:Bank\nD1/1/26\nT1\n`,
          ).join(''),
        ),
      ],
    ],
    ['QIF without transactions', [...bytes('!Type:Cat\nNFood\n^\n')]],
  ])('%s is refused', (_which, file) => {
    expect(() => readFile(Uint8Array.from(file))).toThrow(UnreadableFile);
  });

  it.each([
    ['open tags', `<OFX><STMTRS>${'<STMTTRN>'.repeat(500_000)}`],
    ['brackets', '<'.repeat(5_000_000)],
    ['entities', `<OFX><STMTRS><NAME>${'&a'.repeat(2_000_000)}`],
    ['quotes', '"a'.repeat(2_000_000)],
    ['carets', `!Type:Bank\n${'^\n'.repeat(3_000_000)}`],
    ['spaces', `Date,Name,Amount\n${' '.repeat(60_000)},x,1\n`.repeat(100)],
  ])('of nothing but %s ends soon', (_which, text) => {
    const before = performance.now();
    try {
      read(text);
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableFile);
    }
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it('whose rows name thousands of tags is read soon, and keeps few of them', () => {
    const quotes = '""'.repeat(30_000);
    const names = Array.from({ length: 9_000 }, (_, at) => `t${at}`).join(';');
    const long = 'x'.repeat(60_000);
    const open = `""${'a'.repeat(60_000)}`;
    const texts = [quotes, names, long, open];
    const lines = texts.flatMap((text) => Array(30).fill(`2026-01-31,a,1,"${text}"`));
    const before = performance.now();
    const [sheet] = readFile(bytes(`Date,Name,Amount,Tags\n${lines.join('\n')}\n`)).sheets;
    if (!sheet) throw new Error('There is no sheet.');
    const { rows } = toRows(sheet, detectMapping(sheet), 'USD');
    expect(performance.now() - before).toBeLessThan(5_000);
    expect(rows).toHaveLength(120);
    expect(Math.max(...rows.map(({ tags }) => tags.length))).toBe(20);
    expect(Math.max(...rows.flatMap(({ tags }) => tags.map((tag) => tag.length)))).toBe(40);
  });

  it('of anything at all is read or refused, and never fails', () => {
    const pieces = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '"',
        ',',
        ';',
        '\n',
        '\r\n',
        '<STMTTRN>',
        '<OFX>',
        '<',
        '>',
        '&#0;',
        '^\n',
        '!Type:Bank\n',
        'D1/1/26\n',
        '1,5',
        '2026-01-31',
        '\u0000',
      ),
    );
    const file = fc.oneof(
      fc.uint8Array({ maxLength: 500 }),
      fc.array(pieces, { maxLength: 60 }).map((parts) => bytes(parts.join(''))),
    );
    fc.assert(
      fc.property(file, (content) => {
        try {
          const { sheets } = readFile(content);
          for (const sheet of sheets) toRows(sheet, detectMapping(sheet), 'USD');
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableFile);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

it('a text of Latin letters is UTF-8 unless it cannot be', () => {
  expect(decodeText(bytes('naïve €'))).toBe('naïve €');
  expect(decodeText(Uint8Array.from([0x80, 0x20, 0xe9]))).toBe('€ é');
});

describe('a day', () => {
  it.each([
    ['01/02/2026', 'mdy', '2026-01-02'],
    ['01/02/2026', 'dmy', '2026-02-01'],
    ['31.1.26', 'dmy', '2026-01-31'],
    ['2026/2/28', 'ymd', '2026-02-28'],
    ['20260228', 'mdy', '2026-02-28'],
    ['2026-02-28T23:59:59Z', 'ymd', '2026-02-28'],
    ['28 Feb 2026', 'mdy', '2026-02-28'],
    ['Feb 28, 2026', 'dmy', '2026-02-28'],
    ['28-Feb-99', 'ymd', '1999-02-28'],
    ['2026-02-29', 'ymd', null],
    ['99/99/9999', 'mdy', null],
    ['', 'mdy', null],
  ] as const)('%s in %s is %s', (text, order, date) => {
    expect(parseDate(text, order)).toBe(date);
  });

  it('is read in the order that the file’s days have', () => {
    expect(guessDateOrder(['01/05/2026', '01/06/2026', '01/07/2026'])).toBe('mdy');
    expect(guessDateOrder(['05/01/2026', '06/01/2026', '07/01/2026'])).toBe('dmy');
    expect(guessDateOrder(['13.01.26', '12.01.26'])).toBe('dmy');
    expect(guessDateOrder(['2026-01-05'])).toBe('ymd');
  });
});
