import { implementationOfController, profileOf } from '../../controllers/gateway-api/implementations';
import { Profile } from '../../controllers/gateway-api/profile';
import { mapAt, PlainObject } from '../../model/plain';
import { gatewaysOf, Listener, ListenerOwner } from '../graph/gateways';
import { WiringGraph } from '../graph/wiring-graph';
import { textAt } from '../manifest';

/** The listeners of one address, and the implementation that serves them. */
export interface ServedListeners {
  readonly profile: Profile;
  readonly listeners: readonly Listener[];
}

/**
 * The listeners of each Gateway whose GatewayClass the input holds, with those of its ListenerSets. One with parameters of its own may differ
 * from what is known of its implementation, and is left out.
 */
export function servedListeners(graph: WiringGraph): ServedListeners[] {
  return gatewaysOf(graph)
    .groups()
    .flatMap(({ gateways, sets }) =>
      gateways.flatMap((gateway) => {
        const profile = profileOfGateway(graph, gateway);
        return profile === undefined ? [] : [{ profile, listeners: [gateway, ...sets].flatMap(({ listeners }) => listeners) }];
      }),
    );
}

function profileOfGateway(graph: WiringGraph, { manifest }: ListenerOwner): Profile | undefined {
  const spec = mapAt(manifest.object, 'spec');
  const [found] = graph.find('GatewayClass', '', textAt(spec, 'gatewayClassName') ?? '');
  const gatewayClass = mapAt(found?.object ?? {}, 'spec');
  const implementation = implementationOfController(textAt(gatewayClass, 'controllerName') ?? '');
  const ownParameters = hasParameters(gatewayClass) || hasParameters(mapAt(spec, 'infrastructure'));
  return implementation === undefined || ownParameters ? undefined : profileOf(implementation);
}

function hasParameters(object: PlainObject): boolean {
  return object.parametersRef !== undefined;
}
