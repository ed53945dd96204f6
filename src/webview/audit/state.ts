import type { AuditEvent, AuditState } from '../../protocol/audit.ts';
import { isObject } from '../webviewClient.ts';

export type Done = Extract<AuditState, { kind: 'done' }>;
export type Audit = Done['audit'];
export type Finding = Audit['findings'][number];
export type Severity = Finding['severity'];
export type Explanation = NonNullable<Audit['explanation']>;
export type Impact = Audit['blastRadius'][number];

/** Whether it is an event of the audit's host. */
export function isAuditEvent(message: unknown): message is AuditEvent {
  return (
    isObject(message) &&
    message['kind'] === 'event' &&
    message['name'] === 'audit/state' &&
    isAuditState(message['data'])
  );
}

/** Whether it has the shape the views rely on; the host, which sends it, is checked by types. */
export function isAuditState(state: unknown): state is AuditState {
  if (!isObject(state)) {
    return false;
  }
  const has = (...names: readonly string[]): boolean =>
    names.every((name) => typeof state[name] === 'string');
  switch (state['kind']) {
    case 'empty':
      return true;
    case 'running':
    case 'cancelled':
      return has('about');
    case 'failed':
      return has('about', 'message');
    case 'done':
      return has('about') && isAudit(state['audit']) && Array.isArray(state['places']);
    default:
      return false;
  }
}

function isAudit(value: unknown): boolean {
  const lists = [
    'findings',
    'effects',
    'blastRadius',
    'assumptions',
    'verify',
    'files',
    'commands',
    'motives',
    'omissions',
  ];
  return (
    isObject(value) &&
    lists.every((name) => Array.isArray(value[name])) &&
    isObject(value['confidence'])
  );
}
