import { Construct } from 'constructs';
import { DataPlane, IExposureTable } from '../data-planes/data-plane';
import { Exposure, ProxyProtocol } from '../model/exposure';
import { assertObject, assertPort, Protocol } from '../model/port';
import { placeOfCall, Refusal, refusedAt, refusedWhenMade } from '../model/refusal';
import { assertInChart } from '../objects/tree';
import { WiringCheck } from '../verification/wiring-check';
import { backendOf, BackendSource, externalServices, resolveSource } from './backends';
import { assertCapable } from './capability-check';
import { exposureOf, Request, weightedBackendsOf, WeightedBackendSource } from './exposure-request';
import { ExposureTable } from './exposure-table';

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

export interface ExposeTlsOptions {
  /** Number or name of the backend's Service port. @default - the only TCP port that the backend has */
  readonly servicePort?: number | string;
  /** PROXY protocol for these connections. @default - neither read nor sent */
  readonly proxyProtocol?: ProxyProtocol;
  /** Name of the route; a DNS label, one of its kind in the gateway. @default - port and first host name: `port-443-db-example-com` */
  readonly name?: string;
}

export interface ExposeWeightedOptions {
  /** @default Protocol.TCP */
  readonly protocol?: Protocol;
  /** PROXY protocol on this port. @default - neither read nor sent */
  readonly proxyProtocol?: ProxyProtocol;
  /** Name of the port or listener; a DNS label, one of its kind in the gateway. @default - `port-10000`, for UDP `port-10000-udp` */
  readonly name?: string;
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
      assertInChart(this);
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
      externalObjects: () => this.dataPlane.outside().objects ?? [],
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
      const source = resolveSource(backend);
      const { protocol, servicePort, name, proxyProtocol } = checkedOptions(options);
      return this.take([{ port, protocol, name, proxyProtocol }], this.expose, (asked) => ({
        backend: backendOf(source, asked, servicePort),
      }))[0];
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
      const { protocol, servicePort, name, proxyProtocol } = checkedOptions(options);
      if (servicePort !== undefined || name !== undefined) {
        throw new Refusal('a range takes no servicePort and no name, each port keeps its own number and gets its own name: leave them out');
      }
      if (source.port !== undefined) {
        throw new Refusal(`the reference names port ${source.port}, but each port of a range keeps its own number: leave out port`);
      }
      const requests = Array.from({ length: to - from + 1 }, (_, index) => ({ port: from + index, protocol, name, proxyProtocol }));
      return this.take(requests, this.exposeRange, (asked, port) => ({ backend: backendOf(source, asked, port) }));
    });
  }

  /**
   * Publishes the TLS connections to a port that ask for one of these host names (SNI), and passes them on as they come: the backend has
   * the certificate. Other host names may go to other backends on the same port. The client has to begin with TLS: after STARTTLS, after the
   * greeting of MySQL, and of PostgreSQL without `sslnegotiation=direct` (version 17) no host name is seen.
   *
   * Throws as `expose` does; where a host name is none, or is exposed on this port already; and where the whole port is.
   *
   * @param hostnames DNS names in small letters; `*.example.com` stands for every name below
   */
  public exposeTls(port: number, hostnames: string[], backend: BackendSource, options: ExposeTlsOptions = {}): Exposure {
    return refusedAt(this.exposeTls, this, () => {
      const source = resolveSource(backend);
      const { servicePort, name, proxyProtocol } = checkedOptions(options);
      if ((options as ExposeOptions).protocol !== undefined) {
        throw new Refusal('exposeTls takes no protocol, TLS is TCP: leave it out');
      }
      const request = { port, protocol: Protocol.TCP, name, proxyProtocol, hostnames };
      return this.take([request], this.exposeTls, (asked) => ({ backend: backendOf(source, asked, servicePort) }))[0];
    });
  }

  /**
   * Publishes one port whose new connections are divided among several backends by weight: for a move from one version to the next.
   *
   * Throws as `expose` does; where a weight is no integer from 0 to 1,000,000; where all are 0; and where a backend is given twice.
   */
  public exposeWeighted(port: number, backends: WeightedBackendSource[], options: ExposeWeightedOptions = {}): Exposure {
    return refusedAt(this.exposeWeighted, this, () => {
      const { protocol, servicePort, name, proxyProtocol } = checkedOptions(options);
      if (servicePort !== undefined) {
        throw new Refusal('each of several backends has its own servicePort: give it there');
      }
      return this.take([{ port, protocol, name, proxyProtocol }], this.exposeWeighted, (asked) => weightedBackendsOf(backends, asked))[0];
    });
  }

  /** Checks the exposures of one call against the table and the data plane, and enters all of them or none. */
  private take(
    requests: Request[],
    entry: object,
    backendFor: (protocol: Protocol, port: number) => Pick<Exposure, 'backend' | 'weightedBackends'>,
  ): Exposure[] {
    const place = placeOfCall(entry);
    const exposures = requests.map((request, index) => {
      const exposure = exposureOf(request, (protocol) => backendFor(protocol, request.port));
      this.table.assertFree(exposure, place);
      assertCapable(this.dataPlane.capability, exposure, this.table.size + index);
      return exposure;
    });
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

function checkedOptions(options: ExposeOptions): ExposeOptions {
  assertObject(options, 'options', '{ protocol: Protocol.UDP }');
  return options;
}
