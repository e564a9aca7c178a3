import { Construct } from 'constructs';
import { DataPlane, IExposureTable } from '../data-planes/data-plane';
import { defaultExposureName, Exposure, ProxyProtocol } from '../model/exposure';
import { assertDnsLabel } from '../model/names';
import { assertObject, assertPort, assertProtocol, display, Protocol } from '../model/port';
import { placeOfCall, Refusal, refusedAt, refusedWhenMade } from '../model/refusal';
import { WiringCheck } from '../verification/wiring-check';
import { backendOf, BackendSource, externalServices, resolveSource, ResolvedSource } from './backends';
import { assertCapable, ExposureTable } from './exposure-table';

export interface TcpMultiPortGatewayProps {
  /** What carries the traffic. A data plane serves one gateway. */
  readonly dataPlane: DataPlane;
}

export interface ExposeOptions {
  /** @default Protocol.TCP */
  readonly protocol?: Protocol;
  /** Number or name of the backend's Service port. @default - the only port of the protocol that the backend has */
  readonly servicePort?: number | string;
  /** PROXY protocol on this port. @default - neither read nor sent */
  readonly proxyProtocol?: ProxyProtocol;
  /** Name of the port or listener; a DNS label, one of its kind in the gateway. @default - `port-10000`, for UDP `port-10000-udp` */
  readonly name?: string;
}

export interface ExposeRangeOptions {
  /** @default Protocol.TCP */
  readonly protocol?: Protocol;
  /** PROXY protocol on these ports. @default - neither read nor sent */
  readonly proxyProtocol?: ProxyProtocol;
}

/** Child that holds what the data plane renders. */
const OBJECTS_ID = 'Objects';

/**
 * Owns the table of exposures for one IP, and hands it to a data plane at synth.
 *
 * The objects under it come into being at synth, in the order of the ports, so that the output is the same for every order
 * of calls. A gateway without exposures is refused at synth.
 */
export class TcpMultiPortGateway extends Construct implements IExposureTable {
  private readonly dataPlane: DataPlane;
  private readonly table = new ExposureTable();
  private rendered: { readonly exposures: Exposure[]; readonly problems: string[] } | undefined;

  public constructor(scope: Construct, id: string, props: TcpMultiPortGatewayProps) {
    super(scope, id);
    this.dataPlane = refusedWhenMade(new.target, this, () => {
      if (!(props?.dataPlane instanceof DataPlane)) {
        throw new Refusal('dataPlane is no data plane: give one, as IngressNginx.install()');
      }
      props.dataPlane.bind(this);
      return props.dataPlane;
    });
    // cdk8s has no phase before synth in which constructs may still add objects; validation is the first step of it.
    this.node.addValidation({ validate: () => this.renderTable() });
    WiringCheck.of(this)._join({
      construct: this,
      isForeign: () => this.dataPlane.outside().foreign === true,
      prepare: () => this.renderTable().length === 0,
      externalServices: () => [...externalServices(this.table.exposures), ...(this.dataPlane.outside().services ?? [])],
      externalMaps: () => this.dataPlane.outside().maps ?? [],
    });
  }

  /** The exposures, by port and protocol. */
  public get exposures(): Exposure[] {
    return [...this.table.exposures];
  }

  /**
   * Publishes a port of a backend.
   *
   * Throws where `port` is not an integer from 1 to 65535, is exposed already or is taken by the data plane itself; where the
   * data plane cannot do what the options ask for; and where the backend has no such port, has it under the other protocol, or
   * has several that could be meant.
   */
  public expose(port: number, backend: BackendSource, options: ExposeOptions = {}): Exposure {
    return refusedAt(this.expose, this, () => {
      const place = placeOfCall(this.expose);
      return this.enter([this.checked(port, resolveSource(backend), options, place, this.table.size)], place)[0];
    });
  }

  /**
   * Publishes a block of ports, both ends included, each to the Service port with its own number, as TURN, RTP, passive FTP and
   * game servers need it. Throws as `expose` does, and then publishes none of them.
   */
  public exposeRange(from: number, to: number, backend: BackendSource, options: ExposeRangeOptions = {}): Exposure[] {
    return refusedAt(this.exposeRange, this, () => {
      assertPort(from, 'first port');
      assertPort(to, 'last port');
      if (to < from) {
        throw new Refusal(`the last port ${to} comes before the first port ${from}: give the lower one first`);
      }
      const source = resolveSource(backend);
      if ((options as ExposeOptions).servicePort !== undefined || (options as ExposeOptions).name !== undefined) {
        throw new Refusal('a range takes no servicePort and no name, each port keeps its own number and gets its own name: leave them out');
      }
      if (source.port !== undefined) {
        throw new Refusal(`the reference names port ${source.port}, but each port of a range keeps its own number: leave out port`);
      }
      const place = placeOfCall(this.exposeRange);
      const ports = Array.from({ length: to - from + 1 }, (_, index) => from + index);
      const size = this.table.size;
      const checked = ports.map((port, index) => this.checked(port, source, { ...options, servicePort: port }, place, size + index));
      return this.enter(checked, place);
    });
  }

  private checked(port: number, source: ResolvedSource, options: ExposeOptions, place: Error, size: number): Exposure {
    assertObject(options, 'options', '{ protocol: Protocol.UDP }');
    const protocol = options.protocol ?? Protocol.TCP;
    assertPort(port, 'external port');
    assertProtocol(protocol, 'protocol');
    if (options.name !== undefined) {
      assertDnsLabel(options.name, 'name');
    }
    const exposure: Exposure = Object.freeze({
      port,
      protocol,
      backend: backendOf(source, protocol, options.servicePort),
      name: options.name ?? defaultExposureName(port, protocol),
      ...proxyProtocolOf(options.proxyProtocol ?? {}),
    });
    this.table.assertFree(exposure, place);
    assertCapable(this.dataPlane.capability, exposure, size);
    return exposure;
  }

  private enter(exposures: Exposure[], place: Error): Exposure[] {
    this.dataPlane.admit(exposures);
    exposures.forEach((exposure) => this.table.add(exposure, place));
    return exposures;
  }

  /** Renders the table unless it stands rendered already; says what is wrong with it. */
  private renderTable(): string[] {
    const { exposures } = this.table;
    if (this.rendered?.exposures !== exposures) {
      this.node.tryRemoveChild(OBJECTS_ID);
      const problems = exposures.length === 0 ? ['no port is exposed: call expose(port, backend)'] : this.dataPlane.validate(exposures);
      if (problems.length === 0) {
        this.dataPlane.render(new Construct(this, OBJECTS_ID), exposures);
      }
      this.rendered = { exposures, problems };
    }
    return this.rendered.problems;
  }
}

function proxyProtocolOf(given: ProxyProtocol): { acceptProxyProtocol: boolean; sendProxyProtocol: boolean } {
  assertObject(given, 'proxyProtocol', '{ accept: true }');
  const { accept = false, send = false } = given;
  for (const [name, value] of Object.entries({ accept, send })) {
    if (typeof value !== 'boolean') {
      throw new Refusal(`proxyProtocol.${name} ${display(value)} is neither true nor false: give one of them`);
    }
  }
  return { acceptProxyProtocol: accept, sendProxyProtocol: send };
}
