const vscode = require('vscode');

/**
 * Suggests the same lines wherever a line says `suggest:` and a text after it, and, below the last line of
 * a document, what stands in the workspace's `.suggested.txt`.
 */
exports.activate = (context) => {
  context.subscriptions.push(
    vscode.languages.registerInlineCompletionItemProvider(
      { pattern: '**' },
      {
        async provideInlineCompletionItems(document, position) {
          const [, wanted] = /suggest:\s*(.+)$/.exec(document.lineAt(position.line).text) ?? [];
          const text = wanted === undefined ? await kept(document, position) : `\n${wanted}`;
          if (text === undefined) return [];
          const range = new vscode.Range(position, position);
          return [new vscode.InlineCompletionItem(text.replaceAll('\\n', '\n'), range)];
        },
      },
    ),
  );
};

async function kept(document, position) {
  if (position.line < document.lineCount - 1) return undefined;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  try {
    const uri = vscode.Uri.joinPath(folder.uri, '.suggested.txt');
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)).trimEnd();
  } catch {
    return undefined;
  }
}
