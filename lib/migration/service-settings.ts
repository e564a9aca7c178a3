import { mapAt, PlainObject, textOf, textsAt } from '../model/plain';
import { display } from '../model/port';
import { Place } from '../wiring/finding';
import { Controller } from '../wiring/graph/controller';
import { Service, servicePortText } from '../wiring/graph/service';
import { Manifest, objectText, textAt, textsMapAt } from '../wiring/manifest';
import { listText } from '../wiring/rules/support';
import { isOnHost, targetNumber } from '../wiring/rules/support-controller';
import { Path } from '../wiring/yaml/layout';
import { LeftBehind, placeAt } from './left-behind';
import { Source } from './sources';

/** Where the fields of a Service stand: in the object itself, or in the values of a chart. */
export interface Fields {
  readonly title: string;
  readonly manifest: Manifest;
  readonly spec: PlainObject;
  readonly specPath: Path;
  readonly annotations: { readonly [key: string]: string };
  readonly annotationsPath: Path;
}

export function serviceLeft(service: Service, { controllers, maps }: Source): LeftBehind[] {
  const { manifest } = service;
  const title = objectText(manifest);
  const fields: Fields = {
    title,
    manifest,
    spec: mapAt(manifest.object, 'spec'),
    specPath: ['spec'],
    annotations: textsMapAt(mapAt(manifest.object, 'metadata'), 'annotations'),
    annotationsPath: ['metadata', 'annotations'],
  };
  // With a hostPort for each key, as on kind, nobody uses the nodePorts.
  const onHosts = maps.every(({ parsed, protocol }) =>
    parsed.entries.every(({ port }) => controllers.some((controller) => isOnHost(controller, port, protocol))),
  );
  return [...fieldsLeft(onHosts ? { ...fields, spec: { ...fields.spec, type: undefined } } : fields), ...httpLeft(service, controllers)];
}

/** The addresses of nodes cannot be moved. */
export function hostsLeft({ controllers, maps }: Source): LeftBehind[] {
  return controllers
    .filter((controller) => maps.some(({ parsed, protocol }) => parsed.entries.some(({ port }) => isOnHost(controller, port, protocol))))
    .map(({ workload }) =>
      nodesLeft(placeAt(workload.manifest, ['metadata', 'name'], 'value'), `the nodes of ${objectText(workload.manifest)}`),
    );
}

export function nodesLeft(place: Place, what: string): LeftBehind {
  return {
    place,
    what,
    reason: 'clients reach the controller at the addresses of its nodes, and the Gateway has an address of its own',
    fix: 'tell the clients the new address',
    noticed: true,
  };
}

/** Annotations that tools keep, or that change nothing of a load balancer. */
const OF_TOOLS = /^(kubectl\.kubernetes\.io|meta\.helm\.sh|helm\.sh|argocd\.argoproj\.io|kustomize\.toolkit\.fluxcd\.io|multiport\.dev)\//;
/** Those that choose the address. */
const OF_ADDRESS =
  /loadBalancerIPs$|^lbipam\.cilium\.io\/ips$|load-balancer-ip(-addresses|v[46])?$|azure-load-balancer-ipv[46]|pip-name|eip-allocations|reserved-ip/;

const ADDRESS_FIX = 'give it to the Gateway when the old Service has let it go: see "The address" in docs/migrate.md';

export function fieldsLeft({ title, manifest, spec, specPath, annotations, annotationsPath }: Fields): LeftBehind[] {
  const left: LeftBehind[] = [];
  const add = (field: string, reason: string, fix: string, noticed = true): void => {
    if (isGiven(spec[field])) {
      left.push({
        place: placeAt(manifest, [...specPath, field]),
        what: `${field} of ${title}: ${textOf(spec[field])}`,
        reason,
        fix,
        noticed,
      });
    }
  };
  const address = 'an address is on one load balancer at a time';
  add('loadBalancerIP', address, ADDRESS_FIX);
  add('externalIPs', address, ADDRESS_FIX);
  add('loadBalancerClass', 'the implementation of the GatewayClass chooses the load balancer', 'set it where the implementation takes it');
  add(
    'loadBalancerSourceRanges',
    'the address of the Gateway is open to everybody',
    'hold the new load balancer to the same ranges, by an annotation of the cloud or a policy of the implementation',
  );
  if (spec.externalTrafficPolicy === 'Local') {
    add(
      'externalTrafficPolicy',
      "it gives the controller's log the client's address; backends have never seen it without PROXY",
      'set it where the implementation takes it, if its log is to have the address',
      false,
    );
  }
  if (textAt(spec, 'ipFamilyPolicy')?.endsWith('DualStack') === true || textsAt(spec, 'ipFamilies').includes('IPv6')) {
    const field = isGiven(spec.ipFamilies) ? 'ipFamilies' : 'ipFamilyPolicy';
    add(
      field,
      'the Service of the Gateway has the families that its implementation gives it',
      'set them where the implementation takes them',
    );
  }
  if (spec.type === 'NodePort') {
    add('type', 'clients use nodePorts today, and the Gateway has the ports of its listeners', 'tell the clients the new ports');
  }
  for (const [key, value] of Object.entries(annotations).filter(([each]) => !OF_TOOLS.test(each))) {
    const ofAddress = OF_ADDRESS.test(key);
    left.push({
      place: placeAt(manifest, [...annotationsPath, key]),
      what: `annotation ${key} of ${title}: ${display(value)}`,
      reason: ofAddress ? address : 'the Gateway gets a load balancer of its own, without it',
      fix: ofAddress
        ? ADDRESS_FIX
        : 'give it to the data plane as an annotation of its infrastructure, where the new load balancer needs it',
      noticed: true,
    });
  }
  return left;
}

export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** HTTP stays, and so does the address as long as it is needed for HTTP. */
function httpLeft(service: Service, controllers: readonly Controller[]): LeftBehind[] {
  const http = service.ports.filter((port) =>
    controllers.some(({ workload, ownPorts }) => {
      const target = targetNumber(workload.ports, port);
      return port.protocol === 'TCP' && ownPorts.some((own) => own.port === target && /\(--https?-port\)/.test(own.by));
    }),
  );
  return http.length === 0
    ? []
    : [
        {
          place: placeAt(service.manifest, ['spec', 'ports']),
          what: `${listText(http.map(servicePortText))} of ${objectText(service.manifest)}`,
          reason: 'these are of Ingress objects, and stay with ingress-nginx; ports and HTTP can have one address only where both move',
          fix: 'ingress2gateway moves Ingress objects',
          noticed: false,
        },
      ];
}

export function secondAddresses([, ...others]: readonly Service[]): LeftBehind[] {
  return others.map(({ manifest }) => ({
    place: placeAt(manifest, ['metadata', 'name'], 'value'),
    what: `the address of ${objectText(manifest)}`,
    reason: 'the controller has a second Service with an address of its own, and a Gateway is one address',
    fix: 'make a second Gateway for it',
    noticed: true,
  }));
}
