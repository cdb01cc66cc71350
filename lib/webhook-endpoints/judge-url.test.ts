import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { env } from '#lib/env';
import { findProblem, judgeFor } from './judge-url.ts';

const { WEBHOOK_PRIVATE_HOSTS } = env();
const name = (hosts: string[]) => Object.assign(env(), { WEBHOOK_PRIVATE_HOSTS: hosts });
const problemOf = (url: string) => findProblem(new URL(url));

beforeEach(() => {
  name([]);
});
afterEach(() => {
  name(WEBHOOK_PRIVATE_HOSTS);
});

describe('what an installation tells', () => {
  it.each([
    'https://hooks.example.com/a?b=c',
    'https://hooks.example.com:8443/',
    'https://1.1.1.1/',
    'https://[2606:4700:4700::1111]/',
  ])('may be %s', (url) => {
    expect(problemOf(url)).toBeNull();
  });

  it.each([
    ['http://hooks.example.com/', 'https://'],
    ['http://localhost/', 'https://'],
    ['https://ana:secret@hooks.example.com/', 'before the @'],
    ['https://ana@hooks.example.com/', 'before the @'],
    ['https://hooks.example.com/#x', '#'],
    ['https://hooks.example.com:22/', 'port'],
    ['https://hooks.example.com:5432/', 'port'],
    ['https://localhost/', 'private network'],
    ['https://plumbline/', 'private network'],
    ['https://127.0.0.1/', 'private network'],
    ['https://2130706433/', 'private network'],
    ['https://0x7f.1/', 'private network'],
    ['https://[::ffff:127.0.0.1]/', 'private network'],
    ['https://[::1]/', 'private network'],
    ['https://10.0.0.1/', 'private network'],
    ['https://169.254.169.254/latest/meta-data', 'private network'],
    ['https://[fd00:ec2::254]/', 'private network'],
  ])('is never %s', (url, problem) => {
    expect(problemOf(url)).toContain(problem);
  });

  it('is in a private network where the operator names the host with its port, and nowhere beside it', () => {
    name(['localhost:4200', 'hooks.home.lan']);
    expect(problemOf('http://localhost:4200/')).toBeNull();
    expect(problemOf('https://hooks.home.lan/')).toBeNull();
    for (const url of [
      'http://localhost:5432/',
      'http://localhost/',
      'http://hooks.home.lan/',
      'http://127.0.0.1:4200/',
      'https://hooks.home.lan:8444/',
    ]) {
      expect(problemOf(url), url).not.toBeNull();
    }
    const lan = judgeFor(new URL('https://hooks.home.lan/'));
    expect(lan('192.168.1.7')).toBeNull();
    expect(lan('127.0.0.1')).not.toBeNull();
    expect(lan('169.254.169.254')).not.toBeNull();
    expect(judgeFor(new URL('http://localhost:4200/'))('127.0.0.1')).toBeNull();
    expect(judgeFor(new URL('https://hooks.example.com/'))('192.168.1.7')).not.toBeNull();
  });
});
