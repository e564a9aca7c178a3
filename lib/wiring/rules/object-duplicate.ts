import { Manifest, objectText } from '../manifest';
import { Rule } from '../rule';
import { nameOf } from './support';
import { duplicates } from './support-duplicates';

/** Of two objects with one kind, namespace and name the one that is applied last stays. */
export const objectDuplicate: Rule = {
  id: 'object-duplicate',
  severity: 'warning',
  summary: 'two objects of one kind, namespace and name in one file or program, of which only the last one stays',
  check(graph, report) {
    for (const [first, second] of duplicates(graph.manifests).filter(([one, other]) => !areTwoFiles(one, other))) {
      report({
        message: `${objectText(second)} is there twice, and the one that is applied last replaces the other`,
        fix: 'leave one out, or give it another name or namespace',
        place: nameOf(second),
        related: [{ place: nameOf(first), message: 'the other one' }],
      });
    }
  },
};

export function areTwoFiles({ origin: one }: Manifest, { origin: other }: Manifest): boolean {
  return one.kind === 'file' && other.kind === 'file' && one.file !== other.file;
}
