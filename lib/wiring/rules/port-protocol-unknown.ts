import { mapAt } from '../../model/plain';
import { indexedAt, textAt } from '../manifest';
import { Rule } from '../rule';
import { isVariable } from './service-port-name';
import { at, serviceText, workloadText } from './support';

export const PROTOCOLS: readonly string[] = ['TCP', 'UDP', 'SCTP'];

/** Written in capitals; TCP where there is none. */
export const portProtocolUnknown: Rule = {
  id: 'port-protocol-unknown',
  severity: 'error',
  summary: 'a protocol of a port that Kubernetes does not know, as one in small letters',
  check(graph, report) {
    for (const { manifest, object, path, owner } of [
      ...graph.services.map((service) => ({
        manifest: service.manifest,
        object: mapAt(service.manifest.object, 'spec'),
        path: ['spec'],
        owner: serviceText(service),
      })),
      ...graph.workloads.flatMap((workload) =>
        workload.containers.map((container) => ({
          manifest: workload.manifest,
          object: container.object,
          path: container.path,
          owner: workloadText(workload),
        })),
      ),
    ]) {
      for (const { item, index } of indexedAt(object, 'ports')) {
        const protocol = textAt(item, 'protocol');
        if (protocol !== undefined && !PROTOCOLS.includes(protocol) && !isVariable(protocol)) {
          const capitals = protocol.toUpperCase();
          report({
            message: `protocol ${JSON.stringify(protocol)} of a port of ${owner} is none, which Kubernetes refuses`,
            fix: PROTOCOLS.includes(capitals) ? `write it in capitals, protocol: ${capitals}` : `give one of ${PROTOCOLS.join(', ')}`,
            place: at(manifest, [...path, 'ports', index, 'protocol']),
          });
        }
      }
    }
  },
};
