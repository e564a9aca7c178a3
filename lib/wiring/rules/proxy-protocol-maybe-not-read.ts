import { mapAt } from '../../model/plain';
import { Protocol } from '../../model/port';
import { textsMapAt } from '../manifest';
import { Rule } from '../rule';
import { at, listText, nameOf } from './support';
import { nginxControllers, publishingServices } from './support-controller';
import { keyOf } from './stream-port-missing';
import { proxyProtocolNotRead } from './proxy-protocol-not-read';
import { mapText } from './support-stream';

/** A load balancer that sends the header to HTTP mostly sends it to every port; the controller's settings tell of HTTP only. */
export const proxyProtocolMaybeNotRead: Rule = {
  id: 'proxy-protocol-maybe-not-read',
  severity: 'warning',
  summary: 'TCP entries without PROXY on a controller that reads the PROXY header for HTTP',
  check(graph, report) {
    let certain = false;
    proxyProtocolNotRead.check(graph, () => (certain = true));
    for (const controller of certain ? [] : nginxControllers(graph)) {
      const { settings, workload } = controller;
      // Scaleway's annotation names the ports to which the header is sent.
      const listsPorts = publishingServices(graph, controller).some(({ manifest }) =>
        Object.entries(textsMapAt(mapAt(manifest.object, 'metadata'), 'annotations')).some(
          ([key, value]) => /proxy-protocol/.test(key) && /^\d+(,\d+)*$/.test(value),
        ),
      );
      const [configMap] = settings ? graph.find('ConfigMap', settings.namespace, settings.name) : [];
      if (configMap === undefined || String(mapAt(configMap.object, 'data')['use-proxy-protocol']) !== 'true') {
        continue;
      }
      for (const map of graph.streamMaps.filter(
        ({ readers, protocol }) => protocol === Protocol.TCP && readers.some((each) => each.workload === workload),
      )) {
        const blind = listsPorts ? [] : map.parsed.entries.filter(({ acceptProxyProtocol }) => !acceptProxyProtocol);
        if (blind.length > 0) {
          report({
            message: `${mapText(map)}: HTTP reads the PROXY header here, and ${listText(blind.map(({ port }) => `port ${port}`))} does not: where the load balancer sends it to every port, the backend gets it as data`,
            fix: 'end the value in :PROXY, or see that the load balancer sends the header to the HTTP ports only',
            place: at(map.manifest, ['data', keyOf(map.data, blind[0].port)]),
            related: [
              { place: at(configMap, ['data', 'use-proxy-protocol']), message: 'the setting for HTTP' },
              { place: nameOf(workload.manifest), message: 'the controller' },
            ],
          });
        }
      }
    }
  },
};
