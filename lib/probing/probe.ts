import { comparePorts, portText, Protocol } from '../model/port';
import { ServicePort } from '../wiring/graph/service';
import { Manifest, objectText } from '../wiring/manifest';
import { Listener } from '../wiring/graph/gateways';
import { LivePod } from './cluster';
import { Fault } from './fault';

/** How a port is reached from outside. */
export type Way = 'LoadBalancer' | 'externalIP' | 'NodePort' | 'hostPort' | 'Gateway' | 'map entry';

/** The object that publishes a port. */
export interface Publisher {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** What a connection goes through behind its address. */
export type Wire =
  | { readonly kind: 'service'; readonly port: ServicePort }
  | { readonly kind: 'host'; readonly pods: readonly LivePod[]; readonly port: number; readonly containerPort: number }
  /** `owner` has the listener: the Gateway, or a ListenerSet of it. */
  | { readonly kind: 'listener'; readonly gateway: Manifest; readonly owner: Manifest; readonly listener: Listener };

/** One external port at one address: one connection. */
export interface Probe {
  readonly port: number;
  readonly protocol: Protocol;
  readonly way: Way;
  readonly by: Publisher;
  /** Name of the listener. */
  readonly listener?: string;
  /** IP address or host name; undefined where there is nothing to connect to, which `fault` says. */
  readonly address?: string;
  readonly wire?: Wire;
  /** Where it leads, as `default/web:80` or `targetPort 8080`. */
  readonly leadsTo: readonly string[];
  readonly fault?: Fault;
}

/** What tells two probes apart: two ways to one port of one address are one connection. */
export function probeKey({ address, by, listener, port, protocol }: Probe): string {
  return address === undefined
    ? `${objectText(by)} ${listener ?? ''} ${portText(port, protocol)}`
    : `${address} ${portText(port, protocol)}`;
}

/** `Gateway default/gateway listener "postgres"`. */
export function publisherText({ by, listener, way }: Pick<Probe, 'by' | 'listener' | 'way'>): string {
  const suffix = way === 'hostPort' || way === 'NodePort' || way === 'externalIP' ? ` ${way}` : '';
  return `${objectText(by)}${listener === undefined ? suffix : ` listener "${listener}"`}`;
}

/** Order of every report: by port, then by who publishes it, then by address. */
export function compareProbes(one: Probe, other: Probe): number {
  return comparePorts(one, other) || compareTexts(sortText(one), sortText(other));
}

function sortText(probe: Probe): string {
  return `${publisherText(probe)} ${probe.address ?? ''}`;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
