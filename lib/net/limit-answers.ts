import 'server-only';
import type http from 'node:http';
import type { Duplex } from 'node:stream';
import { log } from '#lib/log';

/**
 * Has every connection of an agent end at so many bytes and after so long, however slowly they come: for a
 * library that reads whatever it is sent. What was to read on finds its connection closed. The agent must
 * not keep connections alive, so that each brings one answer.
 */
export function limitAnswers<Agent extends http.Agent>(
  agent: Agent,
  { limitBytes, timeoutMs }: { limitBytes: number; timeoutMs: number },
): Agent {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = connect(options, callback);
    if (socket) watch(socket, limitBytes, timeoutMs);
    return socket;
  };
  return agent;
}

function watch(socket: Duplex, limitBytes: number, timeoutMs: number): void {
  const end = (reason: string) => {
    log.warn({ limitBytes, timeoutMs, reason }, 'an answer of another server was cut off');
    socket.destroy();
  };
  let bytes = 0;
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength;
    if (bytes > limitBytes) end('too large');
  });
  const timer = setTimeout(end, timeoutMs, 'too slow');
  socket.once('close', () => clearTimeout(timer));
}
