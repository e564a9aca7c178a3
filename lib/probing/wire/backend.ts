import { portText, Protocol } from '../../model/port';
import { ServicePort } from '../../wiring/graph/service';
import { portsText } from '../../wiring/rules/support';
import { Cluster } from '../cluster';
import { fault, Fault } from '../fault';

/** A Service and one of its ports, as somebody else names it. */
export interface BackendName {
  readonly namespace: string;
  readonly name: string;
  /** Number or name. */
  readonly port: number | string;
  readonly protocol: Protocol;
}

/** The port that is meant; none, with a text, where the Services of the namespace are not known. */
export type FoundBackend = { readonly fault: Fault } | { readonly port?: ServicePort; readonly text: string; readonly unknown?: string };

export function backendText({ namespace, name, port }: Omit<BackendName, 'protocol'>): string {
  return `${namespace}/${name}:${port}`;
}

/** Looks a backend up; `sends` begins the sentence: `TCPRoute default/a sends`. */
export function backendPort(cluster: Cluster, sends: string, backend: BackendName): FoundBackend {
  const { namespace, name, port, protocol } = backend;
  const service = cluster.service(namespace, name);
  const text = `${sends} to ${backendText(backend)}`;
  if (!service) {
    return cluster.knows('Service', namespace)
      ? {
          fault: fault(
            'backend-missing',
            `${text}, and there is no Service ${namespace}/${name} in the cluster`,
            'make the Service, or name one that is there',
          ),
        }
      : { text, unknown: cluster.unknownText('Service') };
  }
  const found = service.ports.find((each) => (each.number === port || each.name === port) && each.protocol === (protocol as string));
  return found
    ? { port: found, text }
    : {
        fault: fault(
          'backend-port-missing',
          `${text}, and Service ${namespace}/${name} has no port ${portText(port, protocol)} (it has ${portsText(service.ports)})`,
          'name a port that the Service has, or add this one to it',
        ),
      };
}
