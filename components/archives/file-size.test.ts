import { expect, it } from 'vitest';
import { formatFileSize } from './file-size.tsx';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [18_200, '18 kB'],
  [2_440_000, '2.4 MB'],
  [1_500_000_000, '1.5 GB'],
  [9_000_000_000_000, '9,000 GB'],
])('%d', (bytes, words) => {
  expect(formatFileSize(bytes)).toBe(words);
});
