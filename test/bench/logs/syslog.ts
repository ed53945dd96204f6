import type { RecordWriter } from './kinds.ts';
import { readMessages } from './messages.ts';
import { asBytes } from './pen.ts';
import { stamps } from './times.ts';

/** `Mar 14 10:31:07 web-03 sshd[4711]: Failed password for invalid user admin from 10.1.2.3 port 5022 ssh2` */
export function syslogRecord(): RecordWriter {
  const messages = readMessages(syslogMessages);
  return (pen, now) => {
    const { source, text } = messages(pen);
    stamps.syslog(pen, now);
    pen.raw(HOST);
    pen.raw(source);
    if (!isKernel(source)) {
      pen.raw(OPEN);
      pen.number(300 + pen.random.below(32000));
      pen.raw(CLOSE);
    }
    pen.raw(COLON);
    text(pen);
    pen.endLine();
    pen.endRecord('unspecified');
  };
}

const HOST = asBytes(' web-03 ');
const OPEN = asBytes('[');
const CLOSE = asBytes(']');
const COLON = asBytes(': ');

/** The kernel has no process id; no other source begins with its letter. */
const isKernel = (source: Uint8Array): boolean => source[0] === 107;

/** The level of a message is not written; `INFO` only fills its place in the table. */
const syslogMessages = `
sshd
  INFO 300 Failed password for invalid user {of:admin|oracle|test|git|ubuntu} from {ip} port {d:5} ssh2
  INFO 220 Failed password for root from {ip} port {d:5} ssh2
  INFO 210 Invalid user {of:admin|oracle|test|git|ubuntu} from {ip} port {d:5}
  INFO 190 Received disconnect from {ip} port {d:5}:11: Bye Bye [preauth]
  INFO 185 Disconnected from authenticating user root {ip} port {d:5} [preauth]
  INFO 120 Connection closed by {ip} port {d:5} [preauth]
  INFO 60 Accepted publickey for deploy from {ip} port {d:5} ssh2: ED25519 SHA256:{x:43}
  INFO 58 pam_unix(sshd:session): session opened for user deploy(uid={d:4}) by (uid=0)
  INFO 57 pam_unix(sshd:session): session closed for user deploy
  INFO 40 pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost={ip} user=root
  INFO 12 error: maximum authentication attempts exceeded for root from {ip} port {d:5} ssh2 [preauth]
  INFO 5 error: kex_exchange_identification: Connection closed by remote host
CRON
  INFO 90 (root) CMD (test -x /usr/sbin/anacron || run-parts --report /etc/cron.hourly)
  INFO 70 (www-data) CMD (php /srv/shop/cron.php --batch {n:400})
  INFO 65 pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)
  INFO 65 pam_unix(cron:session): session closed for user root
systemd
  INFO 45 Started Session {n:90000} of User deploy.
  INFO 40 session-{n:90000}.scope: Deactivated successfully.
  INFO 15 Starting Daily apt download activities...
  INFO 14 Finished Daily apt download activities.
  INFO 8 shop-worker@{n:12}.service: Main process exited, code=exited, status=1/FAILURE
  INFO 8 shop-worker@{n:12}.service: Scheduled restart job, restart counter is at {n:90}.
kernel
  INFO 30 [{d:6}.{d:6}] [UFW BLOCK] IN=eth0 OUT= SRC={ip} DST={ip} LEN={n:90} TTL={n:255} PROTO=TCP SPT={d:5} DPT={d:4}
  INFO 6 [{d:6}.{d:6}] eth0: Link is Up - 10Gbps/Full - flow control off
  INFO 3 [{d:6}.{d:6}] TCP: request_sock_TCP: Possible SYN flooding on port {d:4}. Sending cookies.
  INFO 1 [{d:6}.{d:6}] Out of memory: Killed process {d:5} (php-fpm) total-vm:{d:7}kB, anon-rss:{d:6}kB
postfix/smtpd
  INFO 80 connect from unknown[{ip}]
  INFO 78 disconnect from unknown[{ip}] ehlo=1 auth=0/1 quit=1 commands=2/3
  INFO 35 warning: unknown[{ip}]: SASL LOGIN authentication failed: UGFzc3dvcmQ6
postfix/qmgr
  INFO 50 {x:10}: from=<shop@example.org>, size={n:90000}, nrcpt=1 (queue active)
  INFO 49 {x:10}: removed
dhclient
  INFO 10 DHCPREQUEST for {ip} on eth0 to {ip} port 67
  INFO 10 bound to {ip} -- renewal in {n:40000} seconds.
named
  INFO 20 client @0x{x:12} {ip}#{d:5} (example.org): query (cache) example.org/A/IN denied
`;
