import * as vscode from 'vscode';
import { type LogFeature, logFeatures } from './logFeatures.ts';

/** Whether a feature is on for a document; read each time, as it costs microseconds. */
export function isFeatureOn(feature: LogFeature, uri?: vscode.Uri): boolean {
  const settings = vscode.workspace.getConfiguration('whytrace.logs', uri);
  return settings.get(feature, logFeatures[feature]);
}

export function isAnyFeatureOn(): boolean {
  const all = Object.keys(logFeatures) as readonly LogFeature[];
  return all.some((feature) => isFeatureOn(feature));
}

/** Files that are logs whatever they are called, as glob patterns. */
export function logPatterns(uri: vscode.Uri): readonly string[] {
  const patterns: unknown = vscode.workspace.getConfiguration('whytrace.logs', uri).get('patterns');
  return Array.isArray(patterns) ? patterns.filter((each) => typeof each === 'string') : [];
}

export function mayAskAboutText(): boolean {
  return vscode.workspace.getConfiguration('whytrace.logs').get('ask', true);
}

export async function stopAskingAboutText(): Promise<void> {
  const settings = vscode.workspace.getConfiguration('whytrace.logs');
  await settings.update('ask', false, vscode.ConfigurationTarget.Global);
}
