import { mapAt } from '../../model/plain';
import { Manifest } from '../manifest';
import { Rule } from '../rule';
import { at, listText, workloadText } from './support';
import { podReferences } from './support-references';

export const volumeKeyMissing: Rule = {
  id: 'volume-key-missing',
  severity: 'error',
  summary: 'a key of a ConfigMap or Secret that a Pod mounts or reads, and that the object does not have',
  check(graph, report) {
    for (const workload of graph.workloads) {
      for (const { kind, namespace, name, key, keyPath } of podReferences(workload)) {
        const found = graph.find(kind, namespace, name);
        if (
          key === undefined ||
          keyPath === undefined ||
          found.length === 0 ||
          found.some((each) => keysOf(each).includes(key) || isToken(each))
        ) {
          continue;
        }
        report({
          message: `${workloadText(workload)} needs the key "${key}" of ${kind} ${namespace}/${name}, which has ${listText(keysOf(found[0])) || 'none'}, so its Pods do not start`,
          fix: 'give a key that is there, or add this one',
          place: at(workload.manifest, keyPath),
          related: [{ place: at(found[0], ['data'], 'key'), message: `the keys of ${kind} ${name}` }],
          // An object without a key is often filled while the cluster runs.
          absent: found.some((each) => keysOf(each).length === 0),
        });
      }
    }
  },
};

/** Kubernetes itself fills the Secret of a ServiceAccount. */
function isToken({ object }: Manifest): boolean {
  return object.type === 'kubernetes.io/service-account-token';
}

function keysOf({ object }: Manifest): string[] {
  return ['data', 'stringData', 'binaryData'].flatMap((field) => Object.keys(mapAt(object, field)));
}
