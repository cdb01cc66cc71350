import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between a process and its PostgreSQL, on a port that outlives the server's. */
export class TcpProxy {
  readonly #server = createServer((client) => this.#serve(client));
  readonly #sockets = new Set<Socket>();
  #target = 0;
  #cutAfter: string | null = null;

  /** Where connections go from now on. */
  set target(port: number) {
    this.#target = port;
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  /** The next message that contains `text` reaches the server, and its answer nobody. */
  cutAfter(text: string): void {
    this.#cutAfter = text;
  }

  get isArmed(): boolean {
    return this.#cutAfter !== null;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #serve(client: Socket): void {
    const server = connect(this.#target, '127.0.0.1');
    let isMute = false;
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#sockets.delete(socket);
        // What the client said last still reaches the server.
        if (!isMute) {
          client.destroy();
          server.destroy();
        }
      });
    }
    client.on('data', (chunk) => {
      server.write(chunk);
      if (this.#cutAfter === null || !chunk.includes(this.#cutAfter)) return;
      this.#cutAfter = null;
      isMute = true;
      client.destroy();
      server.end();
    });
    server.on('data', (chunk) => {
      if (!isMute) client.write(chunk);
    });
  }
}
