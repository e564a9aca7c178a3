import { BillEntry, billProblem } from '../../controllers/ingress-nginx/dictionary-bill';
import { BackendService } from '../../model/backend';
import { isPlainObject, mapAt } from '../../model/plain';
import { Protocol } from '../../model/port';
import { storedBytes } from '../../model/stored-service';
import { Service } from '../graph/service';
import { WiringGraph } from '../graph/wiring-graph';
import { Rule } from '../rule';
import { at } from './support';
import { nginxControllers } from './support-controller';

/** All TCP and UDP backends of a controller share a dictionary of 5 MiB; above it every port is dead, and nothing reports it. */
export const streamDictionaryFull: Rule = {
  id: 'stream-dictionary-full',
  severity: 'error',
  summary: 'more TCP and UDP backends than the 5 MiB of ingress-nginx hold, above which none of its ports answers',
  check(graph, report) {
    for (const controller of nginxControllers(graph)) {
      const maps = graph.streamMaps.filter(({ readers }) => readers.includes(controller));
      const facts = new Map<string, BackendService>();
      const entries = maps.flatMap((map) =>
        map.parsed.entries.map((entry): BillEntry => {
          const key = `${entry.namespace}/${entry.service}`;
          const service = facts.get(key) ?? factsOf(graph, entry.namespace, entry.service);
          facts.set(key, service);
          return { service, servicePort: entry.servicePort, protocol: map.protocol };
        }),
      );
      const problem = billProblem(entries);
      if (problem !== undefined) {
        const cut = problem.lastIndexOf(': ');
        report({
          message: problem.slice(0, cut),
          fix: problem.slice(cut + 2),
          place: at(maps[0].manifest, ['data'], 'key'),
          related: maps
            .slice(1)
            .map(({ manifest }) => ({ place: at(manifest, ['data'], 'key'), message: 'this map is paid for from the same memory' })),
        });
      }
    }
  },
};

function factsOf(graph: WiringGraph, namespace: string, name: string): BackendService {
  const [service] = graph.servicesNamed(namespace, name);
  if (service === undefined) {
    const endpoints = graph.externalPorts(namespace, name)?.find((each) => each.endpoints !== undefined)?.endpoints;
    return { namespace, name, ...(endpoints === undefined ? {} : { endpoints }) };
  }
  const endpoints = endpointsOf(graph, service);
  return {
    namespace,
    name,
    ports: service.ports.map((port) => ({
      port: port.number,
      protocol: port.protocol as Protocol,
      ...(port.name === undefined ? {} : { name: port.name }),
    })),
    bytes: storedBytes(mapAt(service.manifest.object, 'spec')),
    ...(endpoints === undefined ? {} : { endpoints }),
    ...(service.selector ? { selector: service.selector } : {}),
  };
}

/** The Pods behind a Service, where each workload says how many it makes; a DaemonSet has one on every node, however many those are. */
function endpointsOf(graph: WiringGraph, service: Service): number | undefined {
  const counts = graph.selectedBy(service).map(({ kind, manifest }) => {
    const { replicas } = isPlainObject(manifest.object.spec) ? manifest.object.spec : { replicas: undefined };
    return kind === 'Pod' ? 1 : kind === 'DaemonSet' ? undefined : typeof replicas === 'number' ? replicas : 1;
  });
  return counts.length === 0 || counts.includes(undefined) ? undefined : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
