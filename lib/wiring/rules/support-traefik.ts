import { WrittenEntryPoint } from '../../controllers/traefik/entry-points';
import { listAt } from '../../model/plain';
import { FieldPlace } from '../finding';
import { Traefik } from '../graph/traefik';
import { textAt } from '../manifest';
import { at, listText } from './support';

export function entryPointText({ name, port, protocol }: WrittenEntryPoint): string {
  return port === undefined ? `"${name}"` : `"${name}" ${port}/${protocol}`;
}

export function entryPointsText({ entryPoints }: Traefik): string {
  return listText(entryPoints.map(entryPointText));
}

/** Where the arguments of a Traefik stand. */
export function argumentsPlace({ workload, container }: Traefik): FieldPlace {
  const field = Array.isArray(container.object.args) ? ['args'] : Array.isArray(container.object.command) ? ['command'] : [];
  return at(workload.manifest, [...container.path, ...field], field.length > 0 ? 'key' : 'value');
}

/** Whether a port of the container is a port of its node. */
export function isOnNode({ workload, container }: Traefik, port: number, protocol: string): boolean {
  return (
    workload.hostNetwork ||
    listAt(container.object, 'ports').some(
      (each) => each.containerPort === port && (textAt(each, 'protocol') ?? 'TCP') === protocol && each.hostPort !== undefined,
    )
  );
}
