import { isPlainObject, listAt, mapAt, PlainObject } from '../../model/plain';
import { textAt, textsMapAt } from '../manifest';
import { matchesLabelSelector } from './label-selector';
import { WiringGraph } from './wiring-graph';

/** The label that Kubernetes gives to each namespace: its name. */
const NAME = 'kubernetes.io/metadata.name';

/**
 * Whether `namespaces: { from, selector }` of the Gateway API takes a namespace; undefined where that rests on labels which the input does
 * not hold. `from: Selector` without a selector takes none.
 */
export function takesNamespace(
  graph: WiringGraph,
  namespaces: PlainObject,
  fallback: string,
  own: string,
  asked: string,
): boolean | undefined {
  switch (textAt(namespaces, 'from') ?? fallback) {
    case 'All':
      return true;
    case 'Same':
      return own === asked;
    case 'Selector':
      return isPlainObject(namespaces.selector) ? selects(graph, namespaces.selector, asked) : false;
    default:
      return false;
  }
}

function selects(graph: WiringGraph, selector: PlainObject, namespace: string): boolean | undefined {
  const variants = graph.find('Namespace', '', namespace);
  if (variants.length > 0) {
    const labels = variants.map(({ object }) => ({ ...textsMapAt(mapAt(object, 'metadata'), 'labels'), [NAME]: namespace }));
    return labels.some((each) => matchesLabelSelector(selector, each));
  }
  const pairs = Object.entries(textsMapAt(selector, 'matchLabels'));
  const expressions = listAt(selector, 'matchExpressions');
  const byName = {
    matchLabels: Object.fromEntries(pairs.filter(([key]) => key === NAME)),
    matchExpressions: expressions.filter(({ key }) => key === NAME),
  };
  if (!matchesLabelSelector(byName, { [NAME]: namespace })) {
    return false;
  }
  return pairs.every(([key]) => key === NAME) && expressions.every(({ key }) => key === NAME) ? true : undefined;
}
