import { objectText } from '../manifest';
import { Rule } from '../rule';
import { areTwoFiles } from './object-duplicate';
import { nameOf } from './support';
import { duplicates } from './support-duplicates';

/** Overlays and examples hold one object several times, and only one of them is applied; a folder that is applied as a whole must not. */
export const objectInTwoFiles: Rule = {
  id: 'object-in-two-files',
  severity: 'warning',
  summary: 'two files with different objects of one kind, namespace and name',
  check(graph, report) {
    for (const [first, second] of duplicates(graph.manifests).filter(([one, other]) => areTwoFiles(one, other))) {
      report({
        message: `${objectText(second)} is in two files, and where both are applied, the last one replaces the other`,
        fix: 'apply only one of them, or give one another name or namespace',
        place: nameOf(second),
        related: [{ place: nameOf(first), message: 'the other one' }],
        absent: true,
      });
    }
  },
};
