import * as vscode from 'vscode';
import { completionsAt, type Schema } from './schemaCompletions.ts';

/** Files of teams, and the schemas that say what may stand in them. */
const schemas = [
  ['constraints.yaml', 'constraints.schema.json'],
  ['tried.yaml', 'tried.schema.json'],
] as const;

const kinds = {
  key: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.Value,
} as const;

/** Completions in the files of teams, for who has no YAML extension that reads our schemas. */
export function registerTeamFileCompletions(context: vscode.ExtensionContext): void {
  for (const [file, schema] of schemas) {
    let read: Promise<Schema> | undefined;
    const uri = vscode.Uri.joinPath(context.extensionUri, 'media/schemas', schema);
    context.subscriptions.push(
      vscode.languages.registerCompletionItemProvider(
        { pattern: `**/.whytrace/${file}` },
        {
          async provideCompletionItems(document, position) {
            if (vscode.extensions.getExtension('redhat.vscode-yaml')) return [];
            read ??= readSchema(uri);
            const before = document.getText(new vscode.Range(new vscode.Position(0, 0), position));
            return completionsAt(await read, before).map(itemOf);
          },
        },
        ...[' ', '{', ','],
      ),
    );
  }
}

async function readSchema(uri: vscode.Uri): Promise<Schema> {
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))) as Schema;
}

function itemOf(
  { label, text, kind, description }: ReturnType<typeof completionsAt>[number],
  index: number,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(label, kinds[kind]);
  item.insertText = text;
  item.documentation = description;
  // In the order of the schema, which is the order in which people write them.
  item.sortText = String(index).padStart(3, '0');
  return item;
}
