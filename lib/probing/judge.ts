import { mapAt, textsAt } from '../model/plain';
import { portText } from '../model/port';
import { objectText } from '../wiring/manifest';
import { declaredText } from '../wiring/rules/support';
import { Cluster } from './cluster';
import { fault, Fault } from './fault';
import { Outcome, Result } from './outcome';
import { Probe, publisherText } from './probe';
import { controllerAmong, followMap, followService, isOwnPort } from './wire/controller';
import { End, Followed, isFaulty } from './wire/followed';
import { followListener } from './wire/listener';
import { notReadyFault } from './wire/pods';

/** A probe, what came of it, and why. */
export interface Judged {
  readonly probe: Probe;
  readonly outcome: Outcome;
  /** Why it does not answer; undefined where it does, or where UDP gave no error and nothing is wrong on the way. */
  readonly fault?: Fault;
}

/** Whether a port is as it should be: it answers, or is UDP of which nothing bad is known. */
export function isWell({ fault: found }: Judged): boolean {
  return found === undefined;
}

/** Says why a port does not answer: follows it from its address to the Pods. `seconds` is how long an answer was waited for. */
export function judge(cluster: Cluster, probe: Probe, outcome: Outcome, seconds: number): Judged {
  if (probe.fault || outcome.result === 'answers') {
    return { probe, outcome, ...(probe.fault ? { fault: probe.fault } : {}) };
  }
  if (outcome.result === 'name-unknown') {
    const reason = fault(
      'name-unknown',
      `the name ${probe.address}, which ${publisherText(probe)} has as its address, is not known to the DNS of this machine`,
      'wait until the name is published, or ask where it is known',
    );
    return { probe, outcome, fault: reason };
  }
  const followed = follow(cluster, probe);
  if (isFaulty(followed)) {
    return { probe, outcome, fault: followed.fault };
  }
  return outcome.result === 'no-error' ? { probe, outcome } : { probe, outcome, fault: endFault(probe, followed.end, outcome, seconds) };
}

function follow(cluster: Cluster, probe: Probe): Followed {
  const { wire } = probe;
  switch (wire?.kind) {
    case 'service':
      return followService(cluster, wire.port);
    case 'listener':
      return followListener(cluster, wire.gateway, wire.owner, wire.listener);
    case 'host':
      return followHost(cluster, probe, wire);
    default:
      return { end: { text: publisherText(probe), pods: [], target: probe.port } };
  }
}

function followHost(cluster: Cluster, probe: Probe, wire: Extract<Probe['wire'], { kind: 'host' }>): Followed {
  const ready = wire.pods.filter((pod) => pod.ready);
  if (ready.length === 0) {
    const whose =
      wire.pods.length === 1
        ? `the Pod of ${objectText(probe.by)} is not ready`
        : `none of the ${wire.pods.length} Pods of ${objectText(probe.by)} is ready`;
    return { fault: notReadyFault(cluster, whose, wire.pods) };
  }
  const controller = controllerAmong(ready);
  if (controller && !isOwnPort(controller, wire.containerPort, probe.protocol)) {
    return followMap(cluster, controller, wire.containerPort, probe.protocol);
  }
  const count = `${ready.length} ready Pod${ready.length === 1 ? '' : 's'}`;
  const text = `${objectText(probe.by)} has host port ${portText(wire.port, probe.protocol)} for port ${wire.containerPort} of ${count}`;
  return { end: { text, pods: ready, target: wire.containerPort } };
}

/** Nothing is wrong with the objects: what is left is what no object tells. */
function endFault(probe: Probe, end: End, { result, code }: Outcome, seconds: number): Fault {
  if (end.unknown !== undefined) {
    return fault(
      'not-readable',
      `${end.text}, and ${happenedText(result, seconds)}: what is behind it is not known (${end.unknown})`,
      'look there, or ask for the right to get and list it; with --no-cluster, put it into the input',
    );
  }
  switch (result) {
    case 'refused':
      return end.proxy === undefined
        ? silentFault(probe, end, happenedText(result, seconds))
        : fault(
            'proxy-refuses',
            `${end.text}, and ${end.proxy} in front of it refuses connections to ${portText(probe.port, probe.protocol)}`,
            'wait a moment, and if that lasts, see what the log of the proxy says',
          );
    case 'closed-at-once':
      return end.proxy === undefined
        ? fault(
            'closed-by-program',
            `${end.text}, and ${happenedText(result, seconds)}: the program there takes it and ends it`,
            'see what the log of the program says: a proxy without a backend does so, and so does one that expects another client',
          )
        : silentFault(probe, end, happenedText(result, seconds));
    case 'timeout':
    case 'unreachable':
      return lostFault(probe, end, happenedText(result, seconds));
    default:
      return fault(
        'connection-failed',
        `${end.text}, and ${happenedText(result, seconds)}: ${code ?? 'the system does not say why'}`,
        'mend what the system says, or try from another machine',
      );
  }
}

function happenedText(result: Result, seconds: number): string {
  switch (result) {
    case 'refused':
      return 'the connection is refused';
    case 'closed-at-once':
      return 'the connection is closed at once';
    case 'timeout':
      return `no answer comes within ${seconds} s`;
    case 'unreachable':
      return 'this machine finds no way there';
    default:
      return 'the connection fails';
  }
}

function silentFault({ protocol, wire }: Probe, { text, target, pods }: End, what: string): Fault {
  const declared =
    pods.length > 0 && pods[0].workload.ports.length > 0
      ? ` (${objectText(pods[0].manifest)} declares ${declaredText(pods[0].workload)})`
      : '';
  return fault(
    'nobody-listens',
    `${text}, and ${what}: nobody listens there${declared}`,
    `give ${wire?.kind === 'host' ? 'the host port the containerPort' : 'the Service the targetPort'} on which the program listens, or have the ` +
      `program listen on port ${portText(target, protocol)} of all addresses, and not of 127.0.0.1`,
  );
}

function lostFault(probe: Probe, { text, pods }: End, what: string): Fault {
  const namespaces = [...new Set(pods.map(({ namespace }) => namespace))];
  const ranges =
    probe.wire?.kind === 'service' ? textsAt(mapAt(probe.wire.port.service.manifest.object, 'spec'), 'loadBalancerSourceRanges') : [];
  const places = [
    ...(ranges.length > 0 ? [`loadBalancerSourceRanges of the Service (${ranges.join(', ')})`] : []),
    'firewalls and security groups on the way',
    ...(namespaces.length > 0 ? [`NetworkPolicies of namespace ${namespaces.join(', ')}`] : []),
    `the route from this machine to ${probe.address}`,
  ];
  return fault('packets-lost', `${text}, and ${what}: something on the way drops the packets`, `look at ${places.join(', ')}`);
}
