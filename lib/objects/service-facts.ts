import { ApiObject } from 'cdk8s';
import { BackendPort, BackendService } from '../model/backend';
import { Labels } from '../model/labels';
import { Protocol } from '../model/port';
import { isPlainObject } from './plain';

/** What a Service made in this program says of itself, read from the object that it will be synthesized to. */
export function serviceFacts(service: ApiObject): BackendService {
  const manifest: unknown = service.toJson();
  const spec = field(manifest, 'spec');
  const metadata = field(manifest, 'metadata');
  const ports = field(spec, 'ports');
  const selector = field(spec, 'selector');
  return {
    namespace: text(field(metadata, 'namespace')) ?? 'default',
    name: text(field(metadata, 'name')) ?? service.name,
    ports: Array.isArray(ports) ? ports.map(portFacts) : [],
    ...(isPlainObject(selector) ? { selector: selector as Labels } : {}),
  };
}

function portFacts(port: unknown): BackendPort {
  const name = text(field(port, 'name'));
  return {
    port: Number(field(port, 'port')),
    // The API server's default where the field is absent.
    protocol: (text(field(port, 'protocol')) as Protocol | undefined) ?? Protocol.TCP,
    ...(name === undefined ? {} : { name }),
  };
}

function field(value: unknown, key: string): unknown {
  return isPlainObject(value) ? value[key] : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
