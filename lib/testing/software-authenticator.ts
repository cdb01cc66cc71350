import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import type { Assertion, NewPasskeyInput } from '#lib/factors/contract';

const flags = { present: 0x01, verified: 0x04, attested: 0x40 };

/** What a browser or an authenticator would never do by itself, to see that it is refused. */
type Lies = {
  origin?: string;
  rpId?: string;
  /** Whether it asked who holds it. */
  verified?: boolean;
  challenge?: string;
  type?: string;
  userHandle?: string;
};

/** A browser with one passkey: ES256, no attestation, as most authenticators do it. */
export class SoftwareAuthenticator {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #credentialId = randomBytes(32);
  #userHandle: string | undefined;
  readonly #origin: string;
  /** How often it was used, or 0 for good if it does not count. */
  counter: number;

  /** @param options.origin  of the page it is in */
  constructor({ counter = 0, origin = 'http://localhost:3000' } = {}) {
    this.counter = counter;
    this.#origin = origin;
  }

  register(options: PublicKeyCredentialCreationOptionsJSON, lies: Lies = {}): NewPasskeyInput {
    this.#userHandle = options.user.id;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.#credentialId.length);
    const credential = Buffer.concat([
      Buffer.alloc(16),
      length,
      this.#credentialId,
      this.#publicKey(),
    ]);
    const authData = Buffer.concat([
      this.#authenticatorData(options.rp.id ?? '', lies, flags.attested),
      credential,
    ]);
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData)],
    ]);
    return {
      ...this.#credential(),
      response: {
        clientDataJSON: this.#clientData('webauthn.create', options.challenge, lies),
        attestationObject: encode(isoCBOR.encode(attestation as never)),
        transports: ['internal'],
      },
    };
  }

  sign(options: PublicKeyCredentialRequestOptionsJSON, lies: Lies = {}): Assertion {
    if (this.counter > 0) this.counter += 1;
    const authData = this.#authenticatorData(options.rpId ?? '', lies, 0);
    const clientDataJSON = this.#clientData('webauthn.get', options.challenge, lies);
    const hash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest();
    return {
      ...this.#credential(),
      response: {
        clientDataJSON,
        authenticatorData: encode(authData),
        signature: encode(sign('sha256', Buffer.concat([authData, hash]), this.#keys.privateKey)),
        userHandle: lies.userHandle ?? this.#userHandle,
      },
    };
  }

  #credential() {
    const id = encode(this.#credentialId);
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {} } as const;
  }

  #authenticatorData(
    rpId: string,
    { rpId: liedRpId, verified = true }: Lies,
    extra: number,
  ): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([
      createHash('sha256')
        .update(liedRpId ?? rpId)
        .digest(),
      Buffer.from([flags.present | (verified ? flags.verified : 0) | extra]),
      counter,
    ]);
  }

  #clientData(type: string, challenge: string, lies: Lies): string {
    const data = { type, challenge, origin: this.#origin, crossOrigin: false, ...pick(lies) };
    return encode(Buffer.from(JSON.stringify(data)));
  }

  /** COSE: EC2, ES256, P-256. */
  #publicKey(): Uint8Array {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const point = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
    const key = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, point(x)],
      [-3, point(y)],
    ]);
    return isoCBOR.encode(key as never);
  }
}

function pick({ origin, challenge, type }: Lies) {
  return Object.fromEntries(
    Object.entries({ origin, challenge, type }).filter(([, value]) => value !== undefined),
  );
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
