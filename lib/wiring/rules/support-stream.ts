import { StreamProblem, StreamProblemKind } from '../../controllers/ingress-nginx/stream-map';
import { Severity } from '../finding';
import { StreamMap } from '../graph/stream-maps';
import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at } from './support';

/** A rule that reports one kind of what the map's grammar has to say, at the key or at the value of the entry. */
export function streamProblemRule(props: {
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly kind: StreamProblemKind;
  readonly part: 'key' | 'value';
  /** What the controller makes of it, as the end of the sentence. */
  readonly consequence: (problem: StreamProblem) => string;
  /** @default - every problem of the kind */
  readonly only?: (problem: StreamProblem, map: StreamMap) => boolean;
}): Rule {
  const { id, severity, summary, kind, part, consequence, only = () => true } = props;
  return {
    id,
    severity,
    summary,
    check(graph, report) {
      for (const map of graph.streamMaps.filter(({ nginx }) => nginx)) {
        for (const problem of map.parsed.problems.filter((each) => each.kind === kind && only(each, map))) {
          const [what, fix] = halves(problem.message);
          report({
            message: `${mapText(map)}: ${what}${consequence(problem)}`,
            fix,
            place: at(map.manifest, ['data', problem.key], part),
          });
        }
      }
    },
  };
}

/** `ConfigMap ingress-nginx/tcp-services`. */
export function mapText({ manifest }: StreamMap): string {
  return objectText(manifest);
}

/** The grammar's sentences end in ": " and what to do. */
function halves(message: string): [what: string, fix: string] {
  const cut = message.lastIndexOf(': ');
  return [message.slice(0, cut), message.slice(cut + 2)];
}
