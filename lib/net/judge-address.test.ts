import { describe, expect, it } from 'vitest';
import { judgePublicAddress } from './judge-address.ts';

describe('an address that a person chose', () => {
  it.each([
    '1.1.1.1',
    '93.184.215.14',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001:81c::200e',
  ])('is told at %s, which is on the internet', (address) => {
    expect(judgePublicAddress(address)).toBeNull();
  });

  it.each([
    // This machine, in every spelling that a name server or a person may give.
    '127.0.0.1',
    '127.255.255.254',
    '::1',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '0.0.0.0',
    '::',
    // Private networks.
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '::ffff:10.1.2.3',
    '::ffff:192.168.1.1',
    'fc00::1',
    'fd12:3456::1',
    // Where clouds answer their own machines.
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
    'fd00:ec2::254',
    // The link, everybody, nobody.
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '224.0.0.1',
    '255.255.255.255',
    '240.0.0.1',
    // What is documented, measured with, or a way to an IPv4 address.
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '64:ff9b::a00:1',
    '64:ff9b:1::1',
    '2002:a00:1::1',
    '2001:0:1::1',
    '2001:db8::1',
    '100::1',
    // What is no address is looked up first.
    'localhost',
    '0x7f.1',
    '',
  ])('is not told at %s', (address) => {
    expect(judgePublicAddress(address)).not.toBeNull();
  });
});
