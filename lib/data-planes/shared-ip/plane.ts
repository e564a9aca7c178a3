import { Construct } from 'constructs';
import { Exposure } from '../../model/exposure';
import { labelsText } from '../../model/labels';
import { isServiceName } from '../../model/names';
import { display, Protocol } from '../../model/port';
import { serviceText } from '../../model/backend';
import { PlainObject } from '../../model/plain';
import { Refusal } from '../../model/refusal';
import { addObject } from '../../objects/api-objects';
import { servicesBeside } from '../../objects/tree';
import { assertServesOne, claim } from '../claims';
import { Capability, DataPlane, IExposureTable } from '../data-plane';
import { Front, frontKey, frontOf, frontPorts, frontsOf, frontText } from './fronts';
import { SharingProvider } from './provider';
import { SharedIpNodePortProps } from './shared-ip-props';
import { assertServiceProps } from './service-props';

/** LoadBalancer Services on one address. */
export class SharedIpPlane extends DataPlane {
  public readonly capability: Capability;
  private gateway: IExposureTable | undefined;
  private readonly fronts = new Map<string, Front>();

  /** @internal made by SharedIp */
  public constructor(
    private readonly provider: SharingProvider,
    private readonly props: SharedIpNodePortProps,
  ) {
    super();
    assertServiceProps(props, provider);
    this.capability = capabilityOf(provider);
  }

  public override bind(gateway: IExposureTable): void {
    assertServesOne(this.gateway, gateway);
    if (this.props.prefix === undefined && !isServiceName(gateway.node.id)) {
      throw new Refusal(
        `the id ${display(gateway.node.id)} of the gateway cannot begin the name of a Service: give the data plane a prefix`,
      );
    }
    claim(gateway, this.provider.claims, (what, owner) => {
      return `${what} is that of ${owner} already, and what shares an address is decided as a whole: expose on that gateway, or give this data plane another address`;
    });
    this.gateway = gateway;
  }

  public override admit(exposures: Exposure[]): void {
    const admitted = new Map<string, Front>();
    for (const exposure of exposures) {
      const front = frontOf(this.prefix, exposure);
      const key = frontKey(front);
      const other = admitted.get(key) ?? this.fronts.get(key);
      if (!other) {
        this.assertBeside(front, [...this.fronts.values(), ...admitted.values()][0]);
        admitted.set(key, front);
      } else if (frontText(other) !== frontText(front)) {
        throw new Refusal(
          `${frontText(front)} and ${frontText(other)} would both get the Service ${key}: give one of the two Services another name`,
        );
      }
    }
    const names = [...admitted.keys()].map((key) => `Service ${key}`);
    claim(this.gateway as IExposureTable, names, (what, owner) => {
      return `${what} is made for ${owner} already: give this data plane another prefix`;
    });
    admitted.forEach((front, key) => this.fronts.set(key, front));
  }

  /** Services that the program makes later than the exposure are seen here only. */
  public override validate(exposures: Exposure[]): string[] {
    const others = servicesBeside(this.gateway as IExposureTable);
    return frontsOf(this.prefix, exposures).flatMap(({ front }) => {
      const other = others.get(frontKey(front));
      return other === undefined
        ? []
        : [
            `Service ${frontKey(front)}, which would publish ${frontText(front)}, is made by ${other.node.path} already: give this data plane another prefix`,
          ];
    });
  }

  public render(scope: Construct, exposures: Exposure[]): void {
    const fronts = frontsOf(this.prefix, exposures);
    const namespaces = [...new Set(fronts.map(({ front }) => front.namespace))].sort();
    const annotations = { ...this.props.annotations, ...this.provider.annotations(namespaces) };
    for (const { front, exposures: its } of fronts) {
      // A namespace and the name of a Service have no dots.
      const id = `Service-${front.namespace}.${front.name}`;
      addObject(scope, id, this.manifest(front, its, annotations), this.props.serviceOverrides);
    }
  }

  private get prefix(): string {
    return this.props.prefix ?? (this.gateway as IExposureTable).node.id;
  }

  private assertBeside(front: Front, first: Front | undefined): void {
    if (!first) {
      return;
    }
    const { title, localNeedsSamePods, samePodsRemedy } = this.provider;
    if (localNeedsSamePods && this.props.externalTrafficPolicy === 'Local' && podsText(front) !== podsText(first)) {
      const otherAddress = 'use a gateway with another address';
      throw new Refusal(
        `with externalTrafficPolicy Local ${title} gives one address only to Services over the same Pods, and ${serviceText(front.backend)} ` +
          `selects ${podsText(front)} where ${serviceText(first.backend)} selects ${podsText(first)}: leave out the policy, ` +
          (samePodsRemedy === undefined ? `or ${otherAddress}` : `${otherAddress}, or ${samePodsRemedy}`),
      );
    }
    this.provider.assertBeside?.(front, first);
  }

  private manifest(front: Front, exposures: readonly Exposure[], annotations: PlainObject): PlainObject {
    const { addresses } = this.provider;
    const { labels, loadBalancerClass, externalTrafficPolicy, allocateLoadBalancerNodePorts } = this.props;
    return {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: front.name, namespace: front.namespace, labels, annotations },
      spec: {
        type: 'LoadBalancer',
        loadBalancerClass,
        externalTrafficPolicy,
        allocateLoadBalancerNodePorts,
        // The load balancers refuse an address of a family that the Service does not have.
        ipFamilyPolicy: addresses.length > 1 ? 'RequireDualStack' : undefined,
        ipFamilies: addresses.length > 0 ? addresses.map(({ family }) => family) : undefined,
        ports: frontPorts(exposures),
        selector: front.selector,
      },
    };
  }
}

function podsText({ namespace, selector }: Front): string {
  return `${labelsText(selector)} in namespace ${namespace}`;
}

function capabilityOf({ title, maxExposures, maxExposuresRemedy }: SharingProvider): Capability {
  const noProxy = "there is no proxy in between: leave it out, and use externalTrafficPolicy: 'Local' to keep the client's address";
  return {
    name: `SharedIp on ${title}`,
    protocols: [Protocol.TCP, Protocol.UDP],
    acceptsProxyProtocol: [],
    sendsProxyProtocol: [],
    reservedPorts: [],
    ...(maxExposures === undefined ? {} : { maxExposures }),
    remedies: {
      tlsHostnames: 'there is no proxy in between: give each backend a port of its own with expose, or use a data plane with a proxy',
      weights: 'there is no proxy in between: use expose with one backend, or a data plane with a proxy',
      acceptsProxyProtocol: noProxy,
      sendsProxyProtocol: noProxy,
      ...(maxExposuresRemedy === undefined ? {} : { maxExposures: maxExposuresRemedy }),
    },
  };
}
