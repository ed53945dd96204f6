import assert from 'node:assert/strict';
import { agentTools } from '../../src/agent/tools.ts';
import { eventually } from '../eventually.ts';
import { useSession } from './session.ts';

suite('Tools for agents in VS Code', () => {
  const session = useSession('3-redis-cache');

  /** Calls a tool as an agent does; the user is asked first, and agrees. */
  const invoke = async (tool: string, input: object): Promise<string> => {
    const answer = session.editor.inHost<string>(`
      const input = ${JSON.stringify(input)};
      const given = { input, toolInvocationToken: undefined };
      const { content } = await vscode.lm.invokeTool(${JSON.stringify(tool)}, given);
      return content.map(({ value }) => value).join('');
    `);
    const dialog = session.page.getByRole('dialog').filter({ hasText: 'without secrets' });
    await dialog.getByRole('button', { name: 'Yes' }).click();
    return answer;
  };

  test('are listed by their names', async () => {
    await eventually(async () => {
      const names = await session.editor.inHost<readonly string[]>(
        `return vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('whytrace_'))`,
      );
      assert.deepEqual(names.toSorted(), agentTools.map(({ name }) => name).toSorted());
    });
  });

  test('diagnose the log that is open', async () => {
    await session.show('cart-api.log');
    const text = await invoke('whytrace_diagnose_logs', {});
    assert.match(text, /redis/i);
    assert.match(text, /cart-api\.log:\d+/);
  });

  test('explain a line of a file of the workspace, and none of another', async () => {
    assert.match(
      await invoke('whytrace_explain_line', { file: 'cart-api.log', line: 1 }),
      /Such messages: \d+/,
    );
    assert.match(
      await invoke('whytrace_explain_line', { file: '/etc/passwd', line: 1 }),
      /nothing else may be read/,
    );
  });

  test('audit a command', async () => {
    assert.match(
      await invoke('whytrace_audit_suggestion', { command: 'redis-cli FLUSHALL' }),
      /Error/,
    );
  });
});
