import type { SystemMapEvent, SystemMapState } from '../../protocol/systemMap.ts';
import { isObject } from '../webviewClient.ts';

export type Shown = Extract<SystemMapState, { kind: 'shown' }>;
export type SystemMap = Shown['map'];
export type Edge = SystemMap['edges'][number];
export type Status = Edge['status'];
export type Place = Edge['evidence'][number];
export type Dependent = NonNullable<SystemMap['dependents'][string]>[number];
export type Suspect = Shown['suspects'][number];

/** Whether it is an event of the map's host. */
export function isMapEvent(message: unknown): message is SystemMapEvent {
  return (
    isObject(message) &&
    message['kind'] === 'event' &&
    message['name'] === 'map/state' &&
    isSystemMapState(message['data'])
  );
}

/** Whether it has the shape the views rely on; the host, which sends it, is checked by types. */
export function isSystemMapState(state: unknown): state is SystemMapState {
  if (!isObject(state)) {
    return false;
  }
  const has = (...names: readonly string[]): boolean =>
    names.every((name) => typeof state[name] === 'string');
  switch (state['kind']) {
    case 'noFolder':
      return true;
    case 'reading':
      return has('folder');
    case 'failed':
      return has('folder', 'message');
    case 'shown':
      return has('folder') && isSystemMap(state['map']) && Array.isArray(state['suspects']);
    default:
      return false;
  }
}

function isSystemMap(value: unknown): boolean {
  const lists = ['services', 'edges', 'telemetry', 'entryPoints', 'external', 'notes'];
  return (
    isObject(value) &&
    lists.every((name) => Array.isArray(value[name])) &&
    isObject(value['dependents']) &&
    isObject(value['coverage'])
  );
}
