import { display, portText, Protocol } from '../../model/port';
import { listAt, mapAt, PlainObject, textOf, textsAt } from '../../model/plain';
import { selects, Labels } from '../../model/labels';
import { existingData, settingsOf } from './manifest-maps';
import { containerOf, describe, Manifest, namespaceOf, servicePorts, startOf } from './manifest-targets';
import { OwnPort, reservedPorts } from '../../controllers/ingress-nginx/reserved-ports';

/** Ports on which the controller itself listens, by its arguments and its settings. */
export function listeningPorts(manifest: Manifest): OwnPort[] {
  const container = containerOf(manifest);
  const inSnippets = snippetPorts(settingsOf(manifest)).map((port) => ({
    port,
    protocol: Protocol.TCP,
    by: `a "listen" in a snippet of the settings in ${manifest.origin}`,
    checked: false,
  }));
  return [...reservedPorts(startOf(container), textOf(container.image)), ...inSnippets];
}

/** Ports that the manifest itself takes, so that they cannot be exposed. */
export function manifestPorts(manifest: Manifest): OwnPort[] {
  const container = containerOf(manifest);
  const ports = listAt(container, 'ports');
  const led = servicePorts(manifest).filter((port) => targetOf(port, ports) !== Number(port.port));
  const targets = new Set(led.map((port) => portText(targetOf(port, ports), protocolOf(port))));
  const inMap = new Set(
    Object.values(Protocol).flatMap((protocol) =>
      Object.keys(existingData(manifest, protocol)).map((key) => portText(Number(key), protocol)),
    ),
  );
  const own = (port: number, protocol: Protocol, what: string): OwnPort => ({
    port,
    protocol,
    by: `${what} ${manifest.origin}`,
    checked: false,
  });
  return [
    ...listeningPorts(manifest),
    ...led.map((port) =>
      own(Number(port.port), protocolOf(port), `the port ${display(port.name ?? port.port)} of the controller's Service in`),
    ),
    // A declared port to which another number leads is one on which something else listens.
    ...ports
      .filter((port) => targets.has(keyOf(port)) && !inMap.has(keyOf(port)))
      .map((port) =>
        own(Number(port.containerPort), protocolOf(port), `the container port ${display(port.name ?? port.containerPort)} of`),
      ),
    ...ports
      .filter((port) => port.hostPort !== undefined && port.hostPort !== port.containerPort)
      .map((port) =>
        own(Number(port.hostPort), protocolOf(port), `the host port of container port ${display(port.name ?? port.containerPort)} of`),
      ),
  ];
}

/** Ports that the settings have nginx listen on. */
function snippetPorts(settings: PlainObject): number[] {
  const snippets = Object.entries(settings).filter(([key]) => key.endsWith('-snippet'));
  return snippets.flatMap(([, text]) => [...textOf(text).matchAll(/\blisten\s+(?:[^\s;]*:)?(\d+)\b/g)].map((match) => Number(match[1])));
}

/** Names that the controller's Service has given to ports of its own, with these ports. */
export function manifestPortNames(manifest: Manifest): Map<string, string> {
  const named = servicePorts(manifest).filter((port) => port.name !== undefined);
  return new Map(named.map((port) => [textOf(port.name), portText(Number(port.port), protocolOf(port))]));
}

/** NetworkPolicies that let only certain ports of the controller's Pods in: a new port is not among them. */
export function closedPolicies({ objects, targets }: Manifest): string[] {
  const template = mapAt(mapAt(objects[targets.controller], 'spec'), 'template');
  const labels = mapAt(mapAt(template, 'metadata'), 'labels') as Labels;
  return objects
    .filter((object) => object.kind === 'NetworkPolicy' && namespaceOf(object) === targets.namespace)
    .filter((object) => {
      const spec = mapAt(object, 'spec');
      const selector = mapAt(mapAt(spec, 'podSelector'), 'matchLabels') as Labels;
      const types = textsAt(spec, 'policyTypes');
      const rules = listAt(spec, 'ingress');
      const forIngress = types.length === 0 || types.includes('Ingress');
      const selected = Object.keys(selector).length === 0 || selects(selector, labels);
      return forIngress && selected && rules.every((rule) => listAt(rule, 'ports').length > 0);
    })
    .map(describe);
}

/** `10000/TCP` of a container port. */
export function keyOf(port: PlainObject): string {
  return portText(Number(port.containerPort), protocolOf(port));
}

export function protocolOf(port: PlainObject): Protocol {
  return (port.protocol as Protocol | undefined) ?? Protocol.TCP;
}

/** The number that a port of the Service leads to. */
function targetOf(port: PlainObject, containerPorts: readonly PlainObject[]): number {
  const target = port.targetPort ?? port.port;
  const named = containerPorts.find((each) => each.name === target && protocolOf(each) === protocolOf(port));
  return Number(named?.containerPort ?? target);
}
