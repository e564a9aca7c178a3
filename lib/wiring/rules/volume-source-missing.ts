import { keyOf } from '../graph/keys';
import { Rule } from '../rule';
import { at, workloadText } from './support';
import { ALWAYS_THERE, madeObjects, podReferences } from './support-references';

/** A Pod waits in ContainerCreating, or fails with CreateContainerConfigError, until every ConfigMap and Secret that it names is there. */
export const volumeSourceMissing: Rule = {
  id: 'volume-source-missing',
  severity: 'error',
  summary: 'a ConfigMap or Secret that a Pod mounts or reads, and that is not there',
  check(graph, report) {
    const made = madeObjects(graph);
    for (const workload of graph.workloads) {
      const said = new Set<string>();
      for (const { kind, namespace, name, path } of podReferences(workload)) {
        const key = keyOf(kind, namespace, name);
        const known = graph.find(kind, namespace, name).length > 0 || graph.isExternal(kind, namespace, name);
        if (known || made.has(key) || said.has(key) || ALWAYS_THERE.has(`${kind} ${name}`)) {
          continue;
        }
        said.add(key);
        const elsewhere = graph.ofKind(kind).filter((each) => each.name === name);
        report({
          message: `${workloadText(workload)} needs ${kind} ${namespace}/${name}, which is not there, so its Pods do not start`,
          fix: `make it in namespace ${namespace}, or say with external.objects in multiport.yaml who does`,
          place: at(workload.manifest, path),
          related: elsewhere.slice(0, 2).map((each) => ({
            place: at(each, ['metadata', 'name']),
            message: `one of this name is in namespace ${each.namespace}, where these Pods cannot read it`,
          })),
          absent: true,
        });
      }
    }
  },
};
