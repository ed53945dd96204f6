const vscode = require('vscode');

/**
 * Where the first line says `next edit:` and a text, that text in place of the second line, as a copilot
 * shows an edit away from the cursor. Suggests the same lines wherever a line says `suggest:` and a text after it, and, below the last line of
 * a document, what stands in the workspace's `.suggested.txt`.
 */
exports.activate = (context) => {
  context.subscriptions.push(
    vscode.languages.registerInlineCompletionItemProvider(
      { pattern: '**' },
      {
        async provideInlineCompletionItems(document, position) {
          const [, next] = /next edit:\s*(.+)$/.exec(document.lineAt(0).text) ?? [];
          if (next !== undefined) return [nextEdit(document, next)];
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

/** What copilots use of proposed API; the editor lets those do so that name it in their manifest. */
function nextEdit(document, text) {
  const { range } = document.lineAt(1);
  return Object.assign(new vscode.InlineCompletionItem(text, range), {
    isInlineEdit: true,
    showRange: range,
  });
}

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
