import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

type ReceivedMail = { from: string; to: string; data: string };

/** A mail relay that keeps what it is given, or refuses it: as much of SMTP as a client needs. */
export async function openSmtpServer() {
  const mails: ReceivedMail[] = [];
  const refusals: string[] = [];
  const server = createServer((socket) => void talk(socket, mails, refusals));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    /** The next recipient is answered with this line. */
    refuseNext: (line: string) => refusals.push(line),
    close: () => server.close(),
  };
}

async function talk(socket: Socket, mails: ReceivedMail[], refusals: string[]): Promise<void> {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let mail: ReceivedMail = { from: '', to: '', data: '' };
  let inData = false;
  socket.on('error', () => {});
  say('220 test');
  for await (const line of createInterface({
    input: socket,
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (inData) {
      if (line !== '.') {
        mail.data += `${line.replace(/^\./, '')}\n`;
        continue;
      }
      inData = false;
      mails.push(mail);
      mail = { from: '', to: '', data: '' };
      say('250 kept');
      continue;
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'MAIL') mail.from = readPath(line);
    if (verb === 'RCPT') mail.to = readPath(line);
    inData = verb === 'DATA';
    if (verb === 'QUIT') socket.end('221 bye\r\n');
    else if (inData) say('354 go on');
    else say((verb === 'RCPT' ? refusals.shift() : undefined) ?? '250 ok');
  }
}

function readPath(line: string): string {
  return /<(.*?)>/.exec(line)?.[1] ?? '';
}
