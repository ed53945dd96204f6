import type { KubernetesObject } from '../../topology/manifests/kubernetesObjects.ts';

/** What makes a port and those who use it one: called directly, by a Service, or by a Service's target. */
export type KeyOf = (service: string, port: string) => string;

export const directKey: KeyOf = (service, port) => `direct ${service} ${port}`;
export const portKey: KeyOf = (service, port) => `port ${service} ${port}`;
export const targetKey: KeyOf = (service, port) => `target ${service} ${port}`;

export function isService({ kind, apiVersion }: KubernetesObject): boolean {
  return kind === 'Service' && apiVersion === 'v1';
}
