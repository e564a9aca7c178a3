import { listAt, mapAt, textsAt } from '../../model/plain';
import { Service } from '../../wiring/graph/service';
import { Manifest, textAt, textsMapAt } from '../../wiring/manifest';
import { Cluster } from '../cluster';

/** Labels that name the Gateway for which a Service was made: the standard's (GEP-1762), and Envoy Gateway's own. */
const NAME_LABELS: readonly { readonly name: string; readonly namespace?: string }[] = [
  { name: 'gateway.networking.k8s.io/gateway-name' },
  { name: 'gateway.envoyproxy.io/owning-gateway-name', namespace: 'gateway.envoyproxy.io/owning-gateway-namespace' },
];

/** The Gateway for which a Service was made, as `namespace/name`; undefined where none is named. */
export function gatewayOf({ manifest, namespace }: Service): string | undefined {
  const labels = textsMapAt(mapAt(manifest.object, 'metadata'), 'labels');
  const known = NAME_LABELS.find(({ name }) => labels[name] !== undefined);
  return known && `${known.namespace === undefined ? namespace : labels[known.namespace]}/${labels[known.name]}`;
}

/** Addresses that load balancers have given to a Service, and its externalIPs. */
export function externalAddresses({ manifest, type }: Service): string[] {
  const ingress = listAt(mapAt(mapAt(manifest.object, 'status'), 'loadBalancer'), 'ingress');
  const given = type === 'LoadBalancer' ? ingress.flatMap((each) => textAt(each, 'ip') ?? textAt(each, 'hostname') ?? []) : [];
  return [...given, ...textsAt(mapAt(manifest.object, 'spec'), 'externalIPs')];
}

export function gatewayAddresses({ object }: Manifest): string[] {
  return listAt(mapAt(object, 'status'), 'addresses').flatMap((each) => textAt(each, 'value') ?? []);
}

/** The Services through which a Gateway's connections come in: those made for it, else those that have one of its addresses. */
export function carriersOf(cluster: Cluster, gateway: Manifest): Service[] {
  const own = cluster.services.filter((service) => gatewayOf(service) === `${gateway.namespace}/${gateway.name}`);
  const addresses = gatewayAddresses(gateway);
  return own.length > 0 ? own : cluster.services.filter((service) => externalAddresses(service).some((each) => addresses.includes(each)));
}
