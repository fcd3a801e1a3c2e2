// The isnad of a happening or fact as a tree: from each origin by speakers and agencies to the articles, from these to
// their copies; and where each of them is drawn.
import type { Code, EventReport, Origin, RelationReport, Where } from '../../lib/api/types';
import { speakers_of } from '../reader/chain';

export type Report = EventReport | RelationReport;
export interface Account {
  origins: Origin[];
  reports: Report[];
}

export type TreeNode = { children: TreeNode[] } & (
  | { kind: 'origin'; origin: Origin }
  /** Somebody who passes it on, or the one who speaks for the origin. */
  | { kind: 'relay'; code: Code; speaks: boolean }
  /** With no reports: an article that tells nothing of it but has the words. */
  | { kind: 'article'; doc: Where; reports: Report[]; copy: boolean }
  /** In place of the others, which are not drawn. */
  | { kind: 'more'; articles: number }
);

function later(a: Where, b: Where): number {
  return (a.published ?? '9999').localeCompare(b.published ?? '9999') || a.uri.localeCompare(b.uri);
}

/** Who stands between an origin and an article, the origin's side first. */
export function relays_of(report: Report, origin: Origin): { code: Code; speaks: boolean }[] {
  const { speaker, via } = speakers_of(report.source, report.credits);
  const out: { code: Code; speaks: boolean }[] = [];
  if (origin.kind === 'speaker' && speaker && speaker !== origin.name && !speaker.startsWith('GEN:'))
    out.push({ code: speaker, speaks: true });
  for (const code of [...via].reverse())
    if (code !== origin.name && !code.startsWith('GEN:')) out.push({ code, speaks: false });
  return out;
}

export function tree_of(account: Account): TreeNode[] {
  const roots: TreeNode[] = account.origins.map((origin) => ({ kind: 'origin', origin, children: [] }));
  /** Articles by origin and id: one article may tell it by several origins. */
  const articles = new Map<string, TreeNode & { kind: 'article' }>();
  const sorted = account.reports
    .map((report, i) => ({ report, i }))
    .sort((a, b) => later(a.report.doc, b.report.doc) || a.i - b.i);

  for (const { report } of sorted) {
    const key = `${report.origin} ${report.doc.id}`;
    const had = articles.get(key);
    if (had) had.reports.push(report);
    else
      articles.set(key, { kind: 'article', doc: report.doc, reports: [report], copy: false, children: [] });
  }

  const placed = new Set<string>();
  const under_way = new Set<string>();
  const put = (key: string): void => {
    if (placed.has(key)) return;
    const node = articles.get(key)!;
    const report = node.reports.find((r) => r.copied_from) ?? node.reports[0]!;
    const from = report.copied_from;
    const root = roots[report.origin];
    under_way.add(key);
    if (from && typeof from !== 'string') {
      const parent_key = `${report.origin} ${from.id}`;
      if (!under_way.has(parent_key)) {
        let parent = articles.get(parent_key);
        if (!parent) {
          parent = { kind: 'article', doc: from, reports: [], copy: false, children: [] };
          articles.set(parent_key, parent);
          placed.add(parent_key);
          root?.children.push(parent);
        }
        node.copy = true;
        parent.children.push(node);
        put(parent_key);
        placed.add(key);
        under_way.delete(key);
        return;
      }
    }
    let at = root;
    for (const relay of root ? relays_of(report, account.origins[report.origin]!) : []) {
      let next = at!.children.find(
        (n) => n.kind === 'relay' && n.code === relay.code && n.speaks === relay.speaks,
      );
      if (!next) {
        next = { kind: 'relay', ...relay, children: [] };
        at!.children.push(next);
      }
      at = next;
    }
    at?.children.push(node);
    placed.add(key);
    under_way.delete(key);
  };
  for (const key of [...articles.keys()]) put(key);
  return roots;
}

const articles_of = (node: TreeNode): number =>
  (node.kind === 'article' ? 1 : 0) + node.children.reduce((sum, child) => sum + articles_of(child), 0);

/** The tree with `most` children of each node and one that says how many articles stand behind the rest. `keep` stays. */
export function folded(roots: TreeNode[], most: number, keep: (node: TreeNode) => boolean): TreeNode[] {
  const kept = (node: TreeNode): boolean => keep(node) || node.children.some(kept);
  const fold = (nodes: TreeNode[]): TreeNode[] => {
    const rest = new Set(nodes.length > most + 1 ? nodes.slice(most).filter((node) => !kept(node)) : []);
    const articles = [...rest].reduce((sum, node) => sum + articles_of(node), 0);
    const out = nodes
      .filter((node) => !rest.has(node))
      .map((node): TreeNode => ({ ...node, children: fold(node.children) }));
    return rest.size ? [...out, { kind: 'more', articles, children: [] }] : out;
  };
  return fold(roots);
}

export interface Placed {
  node: TreeNode;
  /** Steps from the origin. */
  column: number;
  /** Rows from the top; halves between two. */
  row: number;
  /** Index of the one before it; -1: an origin. */
  parent: number;
}

/** Rows for the leaves one after the other, parents in the middle of their children. */
export function layout(roots: TreeNode[]): { placed: Placed[]; columns: number; rows: number } {
  const placed: Placed[] = [];
  let rows = 0;
  let columns = 0;
  const put = (node: TreeNode, column: number, parent: number): number => {
    const index = placed.length;
    const mine: Placed = { node, column, row: 0, parent };
    placed.push(mine);
    columns = Math.max(columns, column + 1);
    if (!node.children.length) mine.row = rows++;
    else {
      const of = node.children.map((child) => put(child, column + 1, index));
      mine.row = (of[0]! + of.at(-1)!) / 2;
    }
    return mine.row;
  };
  for (const root of roots) put(root, 0, -1);
  return { placed, columns, rows };
}
