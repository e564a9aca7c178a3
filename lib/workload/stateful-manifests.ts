import { k8s } from 'cdk8s-plus-27';
import { Labels } from '../model/labels';
import { assertList, assertObject, display, portText, Protocol } from '../model/port';
import { Refusal } from '../model/refusal';
import { assertKept } from '../objects/kept';
import { listAt, mapAt, PlainObject } from '../model/plain';
import { PodSettings } from './pod-settings';
import { ExpandedPort } from './service-ports';
import { ServiceType } from './service-type';

/** What the checked props of a workload come to. */
export interface WorkloadShape {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly podLabels: Labels;
  readonly replicas: number;
  readonly ports: readonly ExpandedPort[];
  readonly services: readonly { readonly name: string; readonly ports: readonly ExpandedPort[] }[];
  readonly governingService: string;
  readonly container: k8s.Container;
  readonly pod: PodSettings;
  readonly volumeClaimTemplates?: k8s.KubePersistentVolumeClaimProps[];
}

/** The StatefulSet. Throws where two containers declare one port, and where a field would be left out. */
export function statefulSetManifest(shape: WorkloadShape): PlainObject {
  const { annotations, labels: _further, sidecars = [], ...settings } = shape.pod;
  refusePortClashes(shape.ports, shape.container, sidecars);
  if (shape.volumeClaimTemplates !== undefined) {
    assertList(shape.volumeClaimTemplates, 'volumeClaimTemplates', '[{ metadata: { name }, spec: { … } }]');
    shape.volumeClaimTemplates.forEach((template, index) => assertObject(template, `volumeClaimTemplates[${index}]`, '{ metadata, spec }'));
  }
  const container = { ...shape.container, ports: [...containerPorts(shape.ports), ...(shape.container.ports ?? [])] };
  const given = {
    podSpec: { ...settings, containers: [container, ...sidecars] } as k8s.PodSpec,
    volumeClaimTemplates: shape.volumeClaimTemplates,
  };
  const manifest = rendered({
    metadata: { name: shape.name, namespace: shape.namespace },
    spec: {
      serviceName: shape.governingService,
      replicas: shape.replicas,
      selector: { matchLabels: shape.labels },
      template: { metadata: { labels: shape.podLabels, annotations }, spec: given.podSpec },
      volumeClaimTemplates: given.volumeClaimTemplates,
    },
  });
  refuseLeftOut(shape, manifest);
  return manifest;
}

function rendered(props: k8s.KubeStatefulSetProps): PlainObject {
  try {
    return k8s.KubeStatefulSet.manifest(props) as PlainObject;
  } catch (error) {
    // The types rule it out; a null in a program in plain JavaScript does not.
    throw new Refusal(
      `container, pod or volumeClaimTemplates holds a value that cannot be rendered (${(error as Error).message}): leave it out`,
    );
  }
}

/** A Service that selects the workload. */
export function serviceManifest(
  shape: WorkloadShape,
  name: string,
  ports: readonly ExpandedPort[],
  type: ServiceType | 'headless',
): PlainObject {
  return k8s.KubeService.manifest({
    metadata: { name, namespace: shape.namespace },
    spec: {
      ...(type === 'headless' ? { clusterIp: 'None' } : { type }),
      selector: shape.labels,
      ports: ports.map((port) => ({
        name: port.serviceName,
        protocol: port.protocol,
        port: port.servicePort,
        targetPort: k8s.IntOrString.fromNumber(port.containerPort),
      })),
    },
  }) as PlainObject;
}

/** What the container declares: each number and protocol once, though several ports of the Service may lead to it. */
function containerPorts(ports: readonly ExpandedPort[]): k8s.ContainerPort[] {
  const byPort = new Map<string, k8s.ContainerPort>();
  for (const port of ports) {
    const key = portText(port.containerPort, port.protocol);
    if (!byPort.has(key)) {
      byPort.set(key, {
        containerPort: port.containerPort,
        name: port.name,
        protocol: port.protocol === Protocol.TCP ? undefined : port.protocol,
      });
    }
  }
  return [...byPort.values()];
}

/** All containers of a Pod share one address: a second one on the same port fails when it starts. */
function refusePortClashes(ports: readonly ExpandedPort[], main: k8s.Container, sidecars: readonly k8s.Container[]): void {
  const owners = new Map(ports.map((port) => [portText(port.containerPort, port.protocol), 'ports']));
  const names = new Set(ports.map((port) => port.name).filter((name) => name !== undefined));
  for (const container of [main, ...sidecars]) {
    const what = container === main ? 'container.ports' : `ports of sidecar ${display(container.name)}`;
    for (const port of container.ports ?? []) {
      const key = portText(port.containerPort, (port.protocol as Protocol | undefined) ?? Protocol.TCP);
      const owner = owners.get(key);
      if (owner !== undefined) {
        throw new Refusal(`${key} is in ${what}, and in ${owner} already: leave it out there, or give another port`);
      }
      if (port.name !== undefined && names.has(port.name)) {
        throw new Refusal(`the name ${display(port.name)} is in ${what}, and another port of the Pod has it: give another name`);
      }
      owners.set(key, what);
      names.add(port.name ?? '');
    }
  }
}

function refuseLeftOut(shape: WorkloadShape, manifest: PlainObject): void {
  const spec = mapAt(mapAt(mapAt(manifest, 'spec'), 'template'), 'spec');
  const [container, ...sidecars] = listAt(spec, 'containers');
  const { annotations: _a, labels: _l, sidecars: given = [], ...settings } = shape.pod;
  const mend =
    'give k8s.Quantity.fromString(…) for an amount, k8s.IntOrString.fromNumber(…) for a port, ' +
    'and put any other field into overrides.statefulSet or addJsonPatch on statefulSet';
  // Behind the ports that were filled in stand those that were given.
  const ports = listAt(container, 'ports').slice(containerPorts(shape.ports).length);
  assertKept(shape.container, { ...container, ports }, 'container', mend);
  assertKept(given, sidecars, 'pod.sidecars', mend);
  assertKept(settings, spec, 'pod', mend);
  assertKept(shape.volumeClaimTemplates, mapAt(manifest, 'spec').volumeClaimTemplates, 'volumeClaimTemplates', mend);
}
