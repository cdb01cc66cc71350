import { createECDH } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openPush } from '#lib/testing/push-service';
import { encryptPush, isPushKey } from './encrypt-push.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');

/** The example of RFC 8291, section 5. */
const example = {
  text: 'When I grow up, I want to be a watermelon',
  ownKey: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  body: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};

describe('a message for a browser', () => {
  it('is the standard’s own, byte by byte', () => {
    const own = createECDH('prime256v1');
    own.setPrivateKey(bytes(example.ownKey));
    const keys = { p256dh: bytes(example.p256dh), auth: bytes(example.auth) };
    const body = encryptPush(example.text, keys, { own, salt: bytes(example.salt) });
    expect(body.toString('base64url')).toBe(example.body);
  });

  it('opens with the browser’s keys alone, and is never the same twice', () => {
    const [browser, other] = [createECDH('prime256v1'), createECDH('prime256v1')];
    const p256dh = browser.generateKeys();
    other.generateKeys();
    const auth = Buffer.alloc(16, 7);
    const [first, second] = [1, 2].map(() => encryptPush('Rent is due', { p256dh, auth }));
    expect(first).not.toEqual(second);
    expect(openPush(first ?? Buffer.of(), browser, auth)).toBe('Rent is due');
    expect(() => openPush(first ?? Buffer.of(), other, auth)).toThrow();
    expect(() => openPush(first ?? Buffer.of(), browser, Buffer.alloc(16))).toThrow();
  });

  it('is made for points of the curve alone', () => {
    expect(isPushKey(bytes(example.p256dh))).toBe(true);
    expect(isPushKey(Buffer.concat([Buffer.of(4), Buffer.alloc(64, 1)]))).toBe(false);
  });
});
