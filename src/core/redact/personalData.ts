import type { PersonalKind } from '../model/redactedText.ts';
import { findEmailAddresses } from './emailAddresses.ts';
import type { Span } from './span.ts';

/** What tells of people and of places in a network. Each is hidden only where it is asked for. */
export const personalFinders: Readonly<Record<PersonalKind, (text: string) => Iterable<Span>>> = {
  email: findEmailAddresses,
  ip: findAddresses,
  host: findHosts,
  user: findUsers,
  phone: findPhones,
  card: findCards,
};

const ipv4 = /(?<![\w.-])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\w-]|\.\d)/g;
const ipv6 =
  /(?<![\w:.])(?:[0-9a-f]{1,4}:){2,7}(?::|[0-9a-f]{1,4})(?:[0-9a-f:]{0,30}[0-9a-f])?(?![\w:])|(?<![\w:.])::(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4}(?![\w:])/gi;

/** Addresses keep the kind of their network: that a private one is refused tells something else. */
function* findAddresses(text: string): Iterable<Span> {
  for (const match of text.matchAll(ipv4)) {
    const parts = match.slice(1).map(Number);
    if (parts.every((part) => part < 256)) {
      yield spanOf(match, 'IP', networkOf(parts));
    }
  }
  for (const match of text.matchAll(ipv6)) {
    // 10:31:07 is a time.
    if (match[0].includes('::') || match[0].split(':').length === 8) {
      yield spanOf(match, 'IP', /^fe80/i.test(match[0]) ? 'link-local' : ofIpv6(match[0]));
    }
  }
}

function networkOf([first = 0, second = 0]: readonly number[]): string {
  if (first === 127) return 'loopback';
  if (first === 0 || first >= 224) return 'special';
  if (first === 169 && second === 254) return 'link-local';
  const isPrivate =
    first === 10 || (first === 172 && second >> 4 === 1) || (first === 192 && second === 168);
  return isPrivate ? 'private' : 'public';
}

const ofIpv6 = (address: string): string =>
  address === '::1' ? 'loopback' : /^f[cd]/i.test(address) ? 'private' : 'public';

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
/** Behind a scheme or a word that says so, or with an ending that no file and no class has. */
const host = new RegExp(
  `(?:(?<=://(?:[^\\s/@]{1,128}@)?)|(?<=\\b(?:host|hostname|server|upstream|peer|node)(?:=|: |:)["']?))${label}(?:\\.${label}){1,8}(?![\\w-])|(?<![\\w.@/-])${label}(?:\\.${label}){0,8}\\.(?:internal|local|lan|corp|intra|intranet|home\\.arpa)(?![\\w-])`,
  'gi',
);

function* findHosts(text: string): Iterable<Span> {
  for (const match of text.matchAll(host)) {
    if (!/^[\d.]+$/.test(match[0])) {
      yield spanOf(match, 'HOST', match[0].slice(match[0].lastIndexOf('.')).toLowerCase());
    }
  }
}

const user =
  /(?<=\b(?:user|username|user_name|login|logname|ruser|acct|account|owner)(?:=|: |:|" ?: ?|=> ?)["']?)[A-Za-z][\w.\\-]{1,63}(?![\w(])|(?<=\b(?:for|by|from) (?:invalid )?user ["']?)[A-Za-z][\w.\\-]{1,63}|(?<=(?:\/home|\/Users|:\\{1,2}Users)[/\\]{1,2})[A-Za-z][\w.-]{1,63}/g;

/** Accounts of machines. */
const service =
  /^(?:root|admin|administrator|guest|nobody|daemon|system|postgres|mysql|redis|nginx|www-data|app|sa|svc|service|default|test|user|users|name|none|null|undefined|anonymous|public|runner|node|ubuntu|debian|ec2-user|git|jenkins|invalid|unknown|true|false|is|was|not|has|id)$/i;

function* findUsers(text: string): Iterable<Span> {
  for (const match of text.matchAll(user)) {
    if (!service.test(match[0])) {
      yield spanOf(match, 'USER');
    }
  }
}

const phone =
  /(?<![\w+.-])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d(?:[ .-]?\d){6,12}|\(\d{3}\) ?\d{3}[-. ]\d{4}|(?<=\b(?:phone|tel|mobile|msisdn)\w{0,10}["']?[:=] ?["']?)[\d ()./-]{7,20}\d)(?![\w.-]\d|\w)/gi;

function* findPhones(text: string): Iterable<Span> {
  for (const match of text.matchAll(phone)) {
    yield spanOf(match, 'PHONE');
  }
}

/** 13 to 19 digits, in groups or not, that begin as the cards of an issuer do. */
const card =
  /(?<![\w.-])(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|3[47]\d{2}|6(?:011|5\d{2}))(?:[ -]?\d{4}){2}(?:[ -]?\d{1,7})(?![\w-]|\.\d)|(?<![\w.-])3[47]\d{2}[ -]?\d{6}[ -]?\d{5}(?![\w-]|\.\d)/g;

function* findCards(text: string): Iterable<Span> {
  for (const match of text.matchAll(card)) {
    const digits = match[0].replace(/\D/g, '');
    if (digits.length >= 13 && digits.length <= 19 && passesLuhn(digits)) {
      yield spanOf(match, 'CARD');
    }
  }
}

/** The check digit of card numbers (ISO/IEC 7812-1, annex B). */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

const spanOf = (match: RegExpExecArray, kind: string, hint?: string): Span => ({
  start: match.index,
  end: match.index + match[0].length,
  kind,
  ...(hint !== undefined && { hint }),
});
