import { textAt } from '../../wiring/manifest';
import { LivePod } from '../cluster';
import { fault } from '../fault';
import { Probe } from '../probe';

/** A map's entry of a controller that listens on its nodes: at the node of one of its Pods. */
export function planHostEntry(entry: Omit<Probe, 'address' | 'wire' | 'fault'>, readers: readonly LivePod[]): Probe {
  const sorted = [...readers].sort((a, b) => Number(b.ready) - Number(a.ready) || (a.name < b.name ? -1 : 1));
  const address = sorted.map(({ status }) => textAt(status, 'hostIP')).find((each) => each !== undefined);
  const wire = { kind: 'host' as const, pods: readers, port: entry.port, containerPort: entry.port };
  return address === undefined
    ? { ...entry, wire, fault: fault('no-address', 'no Pod of the controller is on a node yet', 'see why its Pods are not scheduled') }
    : { ...entry, wire, address };
}
