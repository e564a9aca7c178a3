import { Controller } from '../graph/controller';
import { Rule } from '../rule';
import { at, workloadText } from './support';

interface Advisory {
  readonly name: string;
  /** The first versions without it, one for each line that was still mended. */
  readonly fixed: readonly string[];
}

/** Of the controller itself, newest first, as its releases of 2025 and 2026 say. */
const ADVISORIES: readonly Advisory[] = [
  { name: 'CVE-2026-4342', fixed: ['1.13.9', '1.14.5', '1.15.1'] },
  { name: 'CVE-2026-3288', fixed: ['1.13.8', '1.14.4', '1.15.0'] },
  { name: 'CVE-2026-24512', fixed: ['1.13.7', '1.14.3', '1.15.0'] },
  { name: 'CVE-2025-1974 (IngressNightmare)', fixed: ['1.11.5', '1.12.1', '1.13.0', '1.14.0', '1.15.0'] },
];

/** ingress-nginx was retired in March 2026; 1.15.1, 1.14.5 and 1.13.9 are the last versions of their lines. */
export const controllerEndOfLife: Rule = {
  id: 'controller-end-of-life',
  severity: 'warning',
  summary: 'a version of ingress-nginx with known vulnerabilities that a later one has not',
  check(graph, report) {
    for (const controller of graph.controllers) {
      const open = controller.product === 'ingress-nginx' ? openAdvisories(controller) : [];
      if (open.length > 0) {
        report({
          message: `${workloadText(controller.workload)} runs ingress-nginx ${controller.version}, which has ${open.map(({ name }) => name).join(', ')}`,
          fix: 'take 1.15.1, the last version, or a maintained fork; and plan to move: nothing in ingress-nginx is mended since March 2026',
          place: at(controller.workload.manifest, [...controller.container.path, 'image']),
        });
      }
    }
  },
};

function openAdvisories({ version }: Controller): Advisory[] {
  return version === undefined ? [] : ADVISORIES.filter(({ fixed }) => !isFixed(version, fixed));
}

/** A line that has no fix of its own is mended from the next line on that has one as its first version. */
function isFixed(version: string, fixed: readonly string[]): boolean {
  const sameLine = fixed.find((each) => lineOf(each) === lineOf(version));
  if (sameLine !== undefined) {
    return compare(version, sameLine) >= 0;
  }
  return fixed.every((each) => compare(version, each) > 0);
}

function lineOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

function compare(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number));
  const index = [0, 1, 2].find((each) => a[each] !== b[each]);
  return index === undefined ? 0 : a[index] - b[index];
}
