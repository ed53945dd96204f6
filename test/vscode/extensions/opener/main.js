// Does what a user would do first: opens the logs of the workspace and runs Diagnose.
const vscode = require('vscode');

exports.activate = async () => {
  const logs = await vscode.workspace.findFiles('**/*.log');
  const sorted = logs.sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const uri of sorted) {
    await vscode.window.showTextDocument(uri, { preview: false });
  }
  await vscode.commands.executeCommand('whytrace.diagnose');
};
