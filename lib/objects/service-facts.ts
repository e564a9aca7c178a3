import { ApiObject } from 'cdk8s';
import { BackendPort, BackendService } from '../model/backend';
import { Labels } from '../model/labels';
import { isPlainObject, listAt, mapAt, PlainObject } from '../model/plain';
import { Protocol } from '../model/port';
import { Refusal } from '../model/refusal';
import { storedBytes } from '../model/stored-service';

/** What a Service made in this program says of itself, read from the object that it will be synthesized to. */
export function serviceFacts(service: ApiObject): BackendService {
  const manifest = rendered(service);
  const spec = mapAt(manifest, 'spec');
  const metadata = mapAt(manifest, 'metadata');
  const ports = listAt(spec, 'ports');
  return {
    namespace: textAt(metadata, 'namespace') ?? 'default',
    name: textAt(metadata, 'name') ?? service.name,
    ports: ports.map(portFacts),
    bytes: storedBytes(spec),
    ...(isPlainObject(spec.selector) ? { selector: spec.selector as Labels } : {}),
  };
}

function rendered(service: ApiObject): PlainObject {
  try {
    return service.toJson() as PlainObject;
  } catch (error) {
    const reason = (error as Error).message.split('Error: ').pop();
    throw new Refusal(`the backend ${service.node.path} cannot be rendered (${reason}): finish the Service before it is exposed`);
  }
}

function portFacts(port: PlainObject): BackendPort {
  const name = textAt(port, 'name');
  const { targetPort } = port;
  return {
    port: Number(port.port),
    // The API server's default where the field is absent.
    protocol: (textAt(port, 'protocol') as Protocol | undefined) ?? Protocol.TCP,
    ...(name === undefined ? {} : { name }),
    ...(typeof targetPort === 'number' || typeof targetPort === 'string' ? { targetPort } : {}),
  };
}

function textAt(object: PlainObject, key: string): string | undefined {
  const value = object[key];
  return typeof value === 'string' ? value : undefined;
}
