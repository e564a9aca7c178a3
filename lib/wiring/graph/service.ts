import { Labels } from '../../model/labels';
import { isPlainObject, mapAt } from '../../model/plain';
import { indexedAt, Manifest, textAt, textsMapAt } from '../manifest';
import { Path } from '../yaml/layout';
import { meantPortAt } from './workload';

/** One port of a Service. */
export interface ServicePort {
  readonly service: Service;
  readonly index: number;
  readonly name?: string;
  readonly number: number;
  readonly protocol: string;
  /** Number or name of the Pods' port; the Service port's own number where none is given. */
  readonly target: number | string;
  readonly nodePort?: number;
  readonly path: Path;
}

export interface Service {
  readonly manifest: Manifest;
  readonly namespace: string;
  readonly name: string;
  readonly type: string;
  /** Undefined where there is none: its endpoints are made by somebody else. */
  readonly selector?: Labels;
  readonly headless: boolean;
  readonly ports: readonly ServicePort[];
}

/** The Service of a manifest, or undefined where it is none. */
export function serviceOf(manifest: Manifest): Service | undefined {
  if (manifest.kind !== 'Service' || manifest.group !== '') {
    return undefined;
  }
  const spec = mapAt(manifest.object, 'spec');
  const selector = textsMapAt(spec, 'selector');
  const ports: ServicePort[] = [];
  const service: Service = {
    manifest,
    namespace: manifest.namespace,
    name: manifest.name,
    type: textAt(spec, 'type') ?? 'ClusterIP',
    headless: spec.clusterIP === 'None',
    ...(isPlainObject(spec.selector) && Object.keys(selector).length > 0 ? { selector } : {}),
    ports,
  };
  for (const { item, index } of indexedAt(spec, 'ports')) {
    const number = meantPortAt(item, 'port') ?? NaN;
    const target = meantPortAt(item, 'targetPort') ?? item.targetPort;
    const name = textAt(item, 'name');
    const nodePort = meantPortAt(item, 'nodePort');
    ports.push({
      service,
      index,
      ...(name === undefined ? {} : { name }),
      number,
      // In small letters it is a mistake of its own.
      protocol: (textAt(item, 'protocol') ?? 'TCP').toUpperCase(),
      target: typeof target === 'string' && target !== '' ? target : typeof target === 'number' && target !== 0 ? target : number,
      ...(nodePort === undefined || nodePort === 0 ? {} : { nodePort }),
      path: ['spec', 'ports', index],
    });
  }
  return service;
}

/** Where a port's target stands: `targetPort`, or `port` where that says both. */
export function targetPath(port: ServicePort): Path {
  const given = indexedAt(mapAt(port.service.manifest.object, 'spec'), 'ports').find(({ index }) => index === port.index);
  return [...port.path, given?.item.targetPort === undefined ? 'port' : 'targetPort'];
}

/** `80/TCP "http"`. */
export function servicePortText(port: ServicePort): string {
  return `${port.number}/${port.protocol}${port.name === undefined ? '' : ` "${port.name}"`}`;
}
