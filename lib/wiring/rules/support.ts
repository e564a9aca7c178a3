import { FieldPlace } from '../finding';
import { Service, ServicePort, servicePortText } from '../graph/service';
import { Workload } from '../graph/workload';
import { mapAt } from '../../model/plain';
import { Manifest, objectText, textAt } from '../manifest';
import { Path } from '../yaml/layout';

/** A field of an object, as a place. */
export function at(manifest: Manifest, path: Path, part: 'key' | 'value' = 'value'): FieldPlace {
  return { manifest, path, part };
}

/** The name of an object, as a place: what stands for the whole of it. */
export function nameOf(manifest: Manifest): FieldPlace {
  return at(manifest, ['metadata', 'name']);
}

export function workloadText(workload: Workload): string {
  return objectText(workload.manifest);
}

export function serviceText(service: Service): string {
  return objectText(service.manifest);
}

/** What a workload declares: `10000/TCP`, `80/TCP "http"`. */
export function declaredText(workload: Workload): string {
  const texts = workload.ports.map((port) => `${port.number}/${port.protocol}${port.name === undefined ? '' : ` "${port.name}"`}`);
  return texts.length === 0 ? 'no port' : listText(texts);
}

/** What a Service has. */
export function portsText(ports: readonly ServicePort[]): string {
  return ports.length === 0 ? 'no port' : listText(ports.map(servicePortText));
}

/** Where a Service port leads: `port 80` or `port 80 (targetPort 8080)`. */
export function leadsText(port: ServicePort): string {
  const target = typeof port.target === 'string' ? `"${port.target}"` : String(port.target);
  return port.target === port.number
    ? `port ${port.number}/${port.protocol}`
    : `port ${port.number}/${port.protocol} (targetPort ${target})`;
}

const LISTED = 6;

/** Some texts, each of them once, and how many more there are. */
export function listText(all: readonly string[], and = ', '): string {
  const texts = [...new Set(all)];
  return texts.slice(0, LISTED).join(and) + (texts.length > LISTED ? ` and ${texts.length - LISTED} more` : '');
}

/** Services without the further variants of one that is there already, as overlays hold them. */
export function distinct(services: readonly Service[]): Service[] {
  return [...new Map([...services].reverse().map((service) => [`${service.namespace}/${service.name}`, service])).values()].reverse();
}

/** Two manifests that are one object, as an overlay's and its base's, which may yet get its namespace: only one of them is applied. */
export function isSameObject(one: Manifest, other: Manifest): boolean {
  const sameNamespace = one.namespace === other.namespace || [one, other].some(namesNoNamespace);
  return one.kind === other.kind && sameNamespace && one.name === other.name && one.name !== '';
}

/** Whether kustomize or kubectl may give an object a namespace; what a program makes is whole. */
export function namesNoNamespace({ origin, object }: Manifest): boolean {
  return origin.kind === 'file' && textAt(mapAt(object, 'metadata'), 'namespace') === undefined;
}
