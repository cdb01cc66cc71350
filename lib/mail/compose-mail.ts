import 'server-only';

type Content = {
  title: string;
  body: string;
  /** A few lines of figures below it: a name, and what there is to say of it. */
  rows?: readonly string[][];
  /** What the link says, and where it leads: an address of this installation. */
  action: { label: string; url: string };
  /** Why it was sent, and where that is changed, if anywhere; `label`: what else is there. */
  reason: { text: string; url?: string; label?: string };
};

/** What is ready to be sent. */
export type Composed = { subject: string; text: string; html: string };

/**
 * One mail, plain and as a page of its own: no image, no script, no address that tells us whether it
 * was read. The bank's name and words are text from outside and are escaped.
 */
export function composeMail({ title, body, rows = [], action, reason }: Content): Composed {
  const subject = toLine(title);
  const list = rows.map((cells) => cells.join('  ')).join('\n');
  const parts = [subject, body, list, `${action.label}: ${action.url}`, '--'];
  const text = `${parts.filter(Boolean).join('\n\n')}\n${[reason.text, reason.url].filter(Boolean).join('\n')}\n`;
  const change = reason.url
    ? ` <a href="${escapeHtml(reason.url)}" style="color:#57524a">${escapeHtml(reason.label ?? 'Change it')}</a>`
    : '';
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;background:#fff;color:#1f1b16;font:16px/1.5 system-ui,sans-serif">
<main style="max-width:560px">
<p style="margin:0 0 24px;font-weight:600">Plumbline</p>
<h1 style="margin:0 0 12px;font-size:20px;line-height:1.3">${escapeHtml(subject)}</h1>
<p style="margin:0 0 20px">${escapeHtml(body)}</p>${toTable(rows)}
<p style="margin:0 0 32px"><a href="${escapeHtml(action.url)}" style="color:#334a7b">${escapeHtml(action.label)}</a></p>
<p style="margin:0;border-top:1px solid #c8c3b9;padding-top:12px;color:#57524a;font-size:14px">${escapeHtml(reason.text)}${change}</p>
</main>
</body>
</html>
`;
  return { subject, text, html };
}

function toTable(rows: readonly string[][]): string {
  if (rows.length === 0) return '';
  const toCell = (cell: string, index: number) =>
    `<td style="padding:6px 16px 6px 0;border-bottom:1px solid #c8c3b9;${index > 0 ? 'text-align:right' : ''}">${escapeHtml(cell)}</td>`;
  const lines = rows.map((cells) => `<tr>${cells.map(toCell).join('')}</tr>`);
  return `\n<table style="border-collapse:collapse;margin:0 0 20px;font-size:14px">${lines.join('')}</table>`;
}

/** A header is one line, whatever a bank calls itself. */
function toLine(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);
}
