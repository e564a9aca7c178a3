import { flagPaths } from '../graph/controller';
import { Rule } from '../rule';
import { at, workloadText } from './support';

/** pflag takes the last one, and says nothing. */
export const controllerFlagTwice: Rule = {
  id: 'controller-flag-twice',
  severity: 'warning',
  summary: 'a controller that is given one flag twice, of which only the last one counts',
  check(graph, report) {
    for (const { workload, container } of graph.controllers) {
      const flags = new Set(container.start.filter((arg) => /^--[a-z]/.test(arg)).map((arg) => arg.split('=')[0]));
      for (const flag of flags) {
        const paths = flagPaths(container, flag);
        if (paths.length > 1) {
          const [first] = paths;
          report({
            message: `container "${container.name}" of ${workloadText(workload)} is given ${flag} ${paths.length === 2 ? 'twice' : `${paths.length} times`}, and only the last one counts`,
            fix: 'leave the others out',
            place: at(workload.manifest, paths[paths.length - 1]),
            related: [{ place: at(workload.manifest, first), message: 'the one that is lost' }],
          });
        }
      }
    }
  },
};
