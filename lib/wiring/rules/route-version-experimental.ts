import { GatewayImplementation, implementationOfController } from '../../controllers/gateway-api/implementations';
import { GATEWAY_GROUP, VERSIONS_SERVED } from '../../controllers/gateway-api/limits';
import { mapAt } from '../../model/plain';
import { gatewaysOf } from '../graph/gateways';
import { parentRefs, routesOf } from '../graph/routes';
import { WiringGraph } from '../graph/wiring-graph';
import { Manifest, objectText, textAt } from '../manifest';
import { Rule } from '../rule';
import { at } from './support';

const KINDS = ['TCPRoute', 'UDPRoute', 'TLSRoute'];

/** Implementations that read these kinds in versions before v1, and so need the experimental channel anyway. */
const BEFORE_V1 = [GatewayImplementation.TRAEFIK, GatewayImplementation.ISTIO, GatewayImplementation.CONTOUR];

/**
 * The standard channel never served these kinds before v1. Whether the cluster has the experimental one, the input seldom tells, and some
 * implementations want it: so it is no more than a hint.
 */
export const routeVersionExperimental: Rule = {
  id: 'route-version-experimental',
  severity: 'info',
  summary: 'a TCPRoute, UDPRoute or TLSRoute before v1, which only the experimental channel of the Gateway API serves',
  check(graph, report) {
    // Where the input has the CRDs, they decide.
    const decided = new Set(
      graph
        .ofKind('CustomResourceDefinition')
        .map(({ object }) => mapAt(object, 'spec'))
        .filter(({ group }) => group === GATEWAY_GROUP)
        .map((spec) => textAt(mapAt(spec, 'names'), 'kind')),
    );
    if (decided.size > 0) {
      return;
    }
    for (const route of routesOf(graph).filter(({ kind, version }) => isBeforeV1(kind, version))) {
      if (!parentRefs(route).some(({ namespace, name }) => wantsIt(graph, namespace, name))) {
        report({
          message: `${objectText(route)} is of version ${route.version}, which only the experimental channel of the Gateway API serves`,
          fix: `write apiVersion: ${GATEWAY_GROUP}/v1, which the standard channel has (TLSRoute from 1.5 on, the others from 1.6), or see that the cluster has the experimental one`,
          place: at(route, ['apiVersion']),
        });
      }
    }
  },
};

function isBeforeV1(kind: string, version: string): boolean {
  return KINDS.includes(kind) && version !== 'v1' && VERSIONS_SERVED[kind].includes(version);
}

/** Whether the GatewayClass of a Gateway is of an implementation that reads the versions before v1. */
function wantsIt(graph: WiringGraph, namespace: string, name: string): boolean {
  return gatewaysOf(graph)
    .find('Gateway', namespace, name)
    .flatMap(({ manifest }) => classesOf(graph, manifest))
    .some(({ object }) => {
      const implementation = implementationOfController(textAt(mapAt(object, 'spec'), 'controllerName') ?? '');
      return implementation !== undefined && BEFORE_V1.includes(implementation);
    });
}

function classesOf(graph: WiringGraph, gateway: Manifest): readonly Manifest[] {
  return graph.find('GatewayClass', '', textAt(mapAt(gateway.object, 'spec'), 'gatewayClassName') ?? '');
}
