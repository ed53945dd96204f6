import * as vscode from 'vscode';

/** In which language numbers and times are written: the editor's. In English as the machine has it set. */
export function locale(): string | undefined {
  const { language } = vscode.env;
  return language === 'en' ? undefined : language;
}
