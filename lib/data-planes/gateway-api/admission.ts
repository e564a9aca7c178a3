import { MOST_BACKEND_REFS, MOST_LISTENERS } from '../../controllers/gateway-api/limits';
import { Profile } from '../../controllers/gateway-api/profile';
import { backendText, serviceText } from '../../model/backend';
import { backendsOf, Exposure, exposureText } from '../../model/exposure';
import { display, FIRST_UNPRIVILEGED_PORT, portText, Protocol } from '../../model/port';
import { Refusal } from '../../model/refusal';
import { listenerOf } from './listeners';
import { portNumber } from './manifests';

/** The exposures of one plane, by the listeners that they need: what cannot stand beside them is refused. */
export class RouteAdmission {
  private readonly byListener = new Map<string, Exposure>();
  private readonly byPort = new Map<string, Exposure>();

  public constructor(
    private readonly profile: Profile,
    /** Whether the plane makes the listeners: then their number counts. */
    private readonly ownListeners: boolean,
  ) {}

  /** Takes the exposures, and does `then`; where either throws, none of them is taken. */
  public admit(exposures: readonly Exposure[], then: () => void): void {
    const undo: (() => void)[] = [];
    try {
      exposures.forEach((exposure) => undo.push(this.take(exposure)));
      then();
    } catch (error) {
      undo.reverse().forEach((step) => step());
      throw error;
    }
  }

  /** Takes one exposure; returns what gives it back. */
  private take(exposure: Exposure): () => void {
    assertBackends(exposure);
    this.assertListenerName(exposure);
    this.assertSameHeader(exposure);
    this.assertPortFree(exposure);
    this.assertOneBackend(exposure);
    const undo = [
      replaced(this.byListener, listenerOf(exposure).name, exposure),
      replaced(this.byPort, portText(exposure.port, exposure.protocol), exposure),
    ];
    const giveBack = (): void => undo.forEach((step) => step());
    try {
      this.assertCount();
    } catch (error) {
      giveBack();
      throw error;
    }
    return giveBack;
  }

  private assertListenerName(exposure: Exposure): void {
    const { name } = listenerOf(exposure);
    const other = this.byListener.get(name);
    if (other && (other.port !== exposure.port || other.hostnames === undefined || exposure.hostnames === undefined)) {
      throw new Refusal(
        `the listener of ${exposureText(exposure)} would have the name ${display(name)}, which is that of ${exposureText(other)}: give another name`,
      );
    }
  }

  /** Of the connections to a listener nobody knows the host name before its header is read. */
  private assertSameHeader(exposure: Exposure): void {
    const { name } = listenerOf(exposure);
    const other = this.byListener.get(name);
    if (other && other.acceptProxyProtocol !== exposure.acceptProxyProtocol) {
      throw new Refusal(
        `${exposureText(other)} and ${exposureText(exposure)} share listener ${display(name)}, which reads the PROXY header for both or for none: ` +
          'give both the same proxyProtocol.accept',
      );
    }
  }

  /** Some move the ports below 1024 up inside of their proxy, where they then meet the ports up there. */
  private assertPortFree({ port, protocol }: Exposure): void {
    const { lowPortsMovedBy: offset, title } = this.profile;
    if (offset === undefined) {
      return;
    }
    const rival = port < FIRST_UNPRIVILEGED_PORT ? port + offset : port - offset < FIRST_UNPRIVILEGED_PORT ? port - offset : 0;
    const other = this.byPort.get(portText(rival, protocol));
    if (other) {
      throw new Refusal(
        `port ${portText(port, protocol)} and port ${portText(rival, protocol)} are one port inside the proxy of ${title}, which adds ${offset} to those below ${FIRST_UNPRIVILEGED_PORT}: give one of them another external port`,
      );
    }
  }

  /** Some make one listener of TCP and UDP on a number, whose targets have to serve both. */
  private assertOneBackend(exposure: Exposure): void {
    const { port, protocol } = exposure;
    const rival = protocol === Protocol.TCP ? Protocol.UDP : Protocol.TCP;
    const other = this.profile.mergesTcpAndUdp ? this.byPort.get(portText(port, rival)) : undefined;
    if (other && backendsText(other) !== backendsText(exposure)) {
      throw new Refusal(
        `${this.profile.title} makes one listener of ${portText(port, protocol)} and ${portText(port, rival)}, and every target has to serve both, ` +
          `but they lead to ${backendsText(exposure)} and ${backendsText(other)}: give one of them another external port`,
      );
    }
  }

  private assertCount(): void {
    const { title, listenerSets, maxListeners, mergesTcpAndUdp, remedies } = this.profile;
    const count = mergesTcpAndUdp ? new Set([...this.byPort.values()].map(({ port }) => port)).size : this.byListener.size;
    if (maxListeners !== undefined && count > maxListeners) {
      throw new Refusal(
        `${title} has ${maxListeners} listeners for one address at most, and the gateway has them: ${remedies.maxListeners ?? 'use a second gateway'}`,
      );
    }
    if (this.ownListeners && !listenerSets && this.byListener.size > MOST_LISTENERS) {
      throw new Refusal(
        `${title} serves ${MOST_LISTENERS} listeners at most, since it reads no ListenerSet: ${remedies.listenerSets ?? 'use a second gateway'}`,
      );
    }
  }
}

/** Sets a key; returns what restores it. */
function replaced(map: Map<string, Exposure>, key: string, value: Exposure): () => void {
  const before = map.get(key);
  map.set(key, value);
  return () => (before === undefined ? map.delete(key) : map.set(key, before));
}

function backendsText(exposure: Exposure): string {
  return backendsOf(exposure).map(backendText).join(', ');
}

function assertBackends(exposure: Exposure): void {
  const backends = backendsOf(exposure);
  if (backends.length > MOST_BACKEND_REFS) {
    throw new Refusal(`${backends.length} backends are given: a route takes ${MOST_BACKEND_REFS} at most`);
  }
  for (const backend of backends) {
    if (portNumber(backend, exposure.protocol) === undefined) {
      throw new Refusal(
        `the Gateway API names a Service port by its number, and that of port ${display(backend.port)} of ${serviceText(backend.service)} is not known here: give the number`,
      );
    }
  }
}
