import { expect, it } from 'vitest';
import { sniffType } from './sniff-type.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

it.each([
  ['%PDF-1.7\n', 'application/pdf'],
  ['\xff\xd8\xff\xe0', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['RIFF\x00\x00\x00\x00WEBPVP8', 'image/webp'],
  ['\x00\x00\x00\x18ftypheic', 'image/heic'],
  ['<svg xmlns="http://www.w3.org/2000/svg">', null],
  ['<!doctype html><script>', null],
  ['<script>WEBPVP8', null],
  ['RIFF\x00\x00\x00\x00WAVEfmt', null],
  ['GIF89a', null],
  [' %PDF-1.7', null],
  ['PK\x03\x04', null],
  ['MZ', null],
  ['\x89PN', null],
  ['', null],
])('of %j is %s', (start, type) => {
  expect(sniffType(bytes(start))).toBe(type);
});
