import { BlockList, isIP } from 'node:net';
import { once } from '../core/model/once.ts';

/** Addresses that no packet from the internet reaches (RFC 6890, 4193, 3849). */
const subnets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['127.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
];

/** Names that only a network of one's own resolves; `ollama` is a host of a compose file. */
const privateName =
  /^(?:[a-z0-9_-]{1,63}|.{1,240}\.(?:localhost|localdomain|local|internal|intranet|lan|home|home\.arpa|test))\.?$/i;

/**
 * Whether a server is on this machine or in a network of its user's own, where models are often
 * served without a key.
 * @param hostname as `URL` has it: IPv6 addresses in brackets.
 */
export function isPrivateHost(hostname: string): boolean {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  switch (isIP(address)) {
    case 4:
      return privateAddresses().check(address, 'ipv4');
    case 6:
      return privateAddresses().check(address, 'ipv6');
    default:
      return privateName.test(address);
  }
}

/**
 * Whether logs and the key would travel so that others on the way can read them: plain http to
 * another machine, in a network of one's own too.
 */
export function isReadableOnTheWay(baseUrl: string): boolean {
  const url = URL.parse(baseUrl.trim());
  return url?.protocol === 'http:' && !isThisMachine(url.hostname);
}

function isThisMachine(hostname: string): boolean {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  switch (isIP(address)) {
    case 4:
      return address.startsWith('127.');
    case 6:
      return address === '::1' || address.startsWith('::ffff:7f');
    default:
      return /^(?:.{1,240}\.)?localhost\.?$/i.test(address);
  }
}

/** Made for the first address: Node loads a good deal for it, and most servers have names. */
const privateAddresses = once(() => {
  const list = new BlockList();
  for (const [address, bits, family] of subnets) {
    list.addSubnet(address, bits, family);
  }
  return list;
});
