import * as vscode from 'vscode';
import { titleOf } from '../../core/cases/summary.ts';
import type { CaseSummary, RunSummary, SimilarCase } from '../../core/model/case.ts';
import type { CommandId } from '../commandIds.ts';
import { type Beside, besides } from './beside.ts';
import type { Cases } from './cases.ts';
import { aboutCase, aboutRun, caseInWords, runTitle, shortTime } from './caseWords.ts';

/** What stands in the tree; commands of its menus are given one. */
export type CaseNode =
  | { readonly kind: 'group'; readonly status: CaseSummary['status'] }
  | { readonly kind: 'case'; readonly summary: CaseSummary }
  | { readonly kind: 'run'; readonly summary: CaseSummary; readonly run: RunSummary }
  | { readonly kind: 'beside'; readonly summary: CaseSummary; readonly beside: Beside }
  | { readonly kind: 'similar'; readonly of: string; readonly similar: SimilarCase };

const VIEW_ID = 'whytrace.cases';
const openCase: CommandId = 'whytrace.openCase';
const openBeside: CommandId = 'whytrace.openBeside';

export interface CaseTree {
  draw(): void;
  /** What has the focus in the tree, for keys. */
  selected(): CaseNode | undefined;
}

/** Open and solved cases, each with its runs, what was audited and asked, and the cases that are like it. */
export function registerCaseTree(context: vscode.ExtensionContext, cases: Cases): CaseTree {
  const changed = new vscode.EventEmitter<undefined>();
  let isRead = false;
  const provider: vscode.TreeDataProvider<CaseNode> = {
    onDidChangeTreeData: changed.event,
    async getChildren(node) {
      if (!isRead) {
        isRead = true;
        await cases.refresh();
      }
      return childrenOf(cases, node);
    },
    getTreeItem: (node) => itemOf(cases, node),
  };
  const view = vscode.window.createTreeView(VIEW_ID, {
    treeDataProvider: provider,
    showCollapseAll: true,
  });
  const readAgain = (): void => {
    if (view.visible && isRead) void cases.refresh();
  };
  context.subscriptions.push(
    changed,
    view,
    view.onDidChangeVisibility(readAgain),
    // Another window may have written cases meanwhile.
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) readAgain();
    }),
  );
  return { draw: () => changed.fire(undefined), selected: () => view.selection[0] };
}

async function childrenOf(cases: Cases, node: CaseNode | undefined): Promise<CaseNode[]> {
  switch (node?.kind) {
    case undefined:
      return (['open', 'solved'] as const).flatMap((status): CaseNode[] =>
        withStatus(cases, status).length > 0 ? [{ kind: 'group', status }] : [],
      );
    case 'group':
      return withStatus(cases, node.status).map((summary) => ({ kind: 'case', summary }));
    case 'case': {
      const { summary } = node;
      const runs = summary.runs.toReversed();
      return [
        ...runs.map((run): CaseNode => ({ kind: 'run', summary, run })),
        ...besides(await cases.attachments(summary.id)).map(
          (beside): CaseNode => ({ kind: 'beside', summary, beside }),
        ),
        ...cases
          .similar(summary.id)
          .map((similar): CaseNode => ({ kind: 'similar', of: summary.id, similar })),
      ];
    }
    default:
      return [];
  }
}

function withStatus({ known }: Cases, wanted: CaseSummary['status']): readonly CaseSummary[] {
  return known.filter(({ status }) => status === wanted);
}

function itemOf(cases: Cases, node: CaseNode): vscode.TreeItem {
  switch (node.kind) {
    case 'group':
      return groupItem(node.status, withStatus(cases, node.status).length);
    case 'case':
      return caseItem(node.summary, cases.current?.caseId === node.summary.id);
    case 'run':
      return runItem(node.summary, node.run, cases.current?.runId === node.run.id);
    case 'beside':
      return besideItem(node);
    case 'similar':
      return similarItem(node.of, node.similar);
  }
}

function groupItem(status: CaseSummary['status'], count: number): vscode.TreeItem {
  const name = status === 'open' ? 'Open' : 'Solved';
  const state =
    status === 'open'
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem(name, state);
  item.id = status;
  item.description = String(count);
  item.contextValue = 'group';
  item.accessibilityInformation = { label: `${name} cases, ${count}` };
  return item;
}

function caseItem(summary: CaseSummary, isShown: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(titleOf(summary), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = summary.id;
  item.description = aboutCase(summary);
  item.iconPath = new vscode.ThemeIcon(iconOf(summary, isShown));
  item.contextValue = `case.${summary.status}`;
  item.tooltip = caseInWords(summary, isShown);
  item.accessibilityInformation = { label: caseInWords(summary, isShown).replaceAll('\n', ' ') };
  item.command = { command: openCase, title: 'Open Case', arguments: [{ kind: 'case', summary }] };
  return item;
}

function iconOf({ status, conclusion }: CaseSummary, isShown: boolean): string {
  if (status === 'solved') return isShown ? 'pass-filled' : 'pass';
  if (isShown) return 'circle-filled';
  return conclusion ? 'circle-outline' : 'circle-slash';
}

function runItem(summary: CaseSummary, run: RunSummary, isShown: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(runTitle(run));
  item.id = `${summary.id} ${run.id}`;
  item.description = aboutRun(run);
  item.iconPath = new vscode.ThemeIcon(isShown ? 'debug-stackframe' : 'history');
  item.contextValue = run.end === 'done' ? 'run.done' : 'run';
  item.tooltip = `${runTitle(run)}\n${aboutRun(run)}`;
  item.accessibilityInformation = {
    label: `Run: ${runTitle(run)}, ${aboutRun(run)}${isShown ? ', shown in the panel' : ''}`,
  };
  const node: CaseNode = { kind: 'run', summary, run };
  item.command = { command: openCase, title: 'Replay', arguments: [node] };
  return item;
}

function besideItem(node: Extract<CaseNode, { kind: 'beside' }>): vscode.TreeItem {
  const { summary, beside } = node;
  const { kind, key, title, time } = beside;
  const [word, icon] =
    kind === 'audit'
      ? [vscode.l10n.t('Audit'), 'checklist']
      : [vscode.l10n.t('Conversation'), 'comment-discussion'];
  const when = shortTime(time);
  const item = new vscode.TreeItem(title);
  item.id = `${summary.id} + ${kind} ${key}`;
  item.description = `${word} · ${when}`;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = `beside.${kind}`;
  item.tooltip = `${word}: ${title}\n${when}`;
  item.accessibilityInformation = { label: `${word}: ${title}, ${when}` };
  item.command = { command: openBeside, title: vscode.l10n.t('Open'), arguments: [node] };
  return item;
}

function similarItem(of: string, similar: SimilarCase): vscode.TreeItem {
  const { id, title, why, solution, status } = similar;
  const item = new vscode.TreeItem(title);
  const solved = solution === '' ? status : `solved by: ${solution}`;
  item.id = `${of} ~ ${id}`;
  item.description = `similar · ${status}`;
  item.iconPath = new vscode.ThemeIcon('references');
  item.contextValue = 'similar';
  item.tooltip = `Similar case: ${title}\nBoth: ${why}\n${solved}`;
  item.accessibilityInformation = { label: `Similar case: ${title}, ${why}, ${solved}` };
  const node: CaseNode = { kind: 'similar', of, similar };
  item.command = { command: openCase, title: 'Open Case', arguments: [node] };
  return item;
}
