import type { HostEvent, PanelState } from '../protocol/webview.ts';
import { isObject } from './webviewClient.ts';

/** Whether it is an event of the panel's host. */
export function isPanelEvent(message: unknown): message is HostEvent {
  return (
    isObject(message) &&
    message['kind'] === 'event' &&
    message['name'] === 'panel/state' &&
    isPanelState(message['data'])
  );
}

/** Whether it has the shape the views rely on; the host, which sends it, is checked by types. */
export function isPanelState(state: unknown): state is PanelState {
  if (!isObject(state)) {
    return false;
  }
  switch (state['kind']) {
    case 'empty':
      return true;
    case 'running':
      return typeof state['runId'] === 'string' && Array.isArray(state['stages']);
    case 'done':
      return typeof state['runId'] === 'string' && isDiagnosis(state['diagnosis']);
    case 'cancelled':
      return Array.isArray(state['stages']);
    case 'failed':
      return typeof state['message'] === 'string';
    default:
      return false;
  }
}

function isDiagnosis(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value['outcome'] === 'string' &&
    ['hypotheses', 'evidence', 'sources', 'stages', 'problems'].every((name) =>
      Array.isArray(value[name]),
    )
  );
}
