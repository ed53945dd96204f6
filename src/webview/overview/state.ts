import type { OverviewEvent, OverviewState } from '../../protocol/overview.ts';
import { isObject } from '../webviewClient.ts';

export type Shown = Extract<OverviewState, { kind: 'shown' }>;
export type LogOverview = Shown['overview'];
export type FirstLook = NonNullable<Extract<OverviewState, { kind: 'reading' }>['firstLook']>;
export type Row = LogOverview['templates'][number];
export type Level = Row['level'];
export type Signal = Row['signals'][number]['kind'];

/** Whether it is an event of the overview's host. */
export function isOverviewEvent(message: unknown): message is OverviewEvent {
  return (
    isObject(message) &&
    message['kind'] === 'event' &&
    message['name'] === 'overview/state' &&
    isOverviewState(message['data'])
  );
}

/** Whether it has the shape the views rely on; the host, which sends it, is checked by types. */
export function isOverviewState(state: unknown): state is OverviewState {
  if (!isObject(state)) {
    return false;
  }
  const has = (...names: readonly string[]): boolean =>
    names.every((name) => typeof state[name] === 'string');
  switch (state['kind']) {
    case 'noLog':
      return has('candidate');
    case 'reading':
      return has('name') && typeof state['bytes'] === 'number';
    case 'cancelled':
      return has('name');
    case 'failed':
      return has('name', 'message');
    case 'shown':
      return has('uri', 'name', 'path') && isOverview(state['overview']);
    default:
      return false;
  }
}

function isOverview(value: unknown): boolean {
  return (
    isObject(value) &&
    isObject(value['rates']) &&
    ['levels', 'templates', 'problems'].every((name) => Array.isArray(value[name]))
  );
}
