import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ServiceType } from '../lib';
import { articleStep } from './step';

export interface PodsAndServicesChartProps {
  /** Where p3 runs. @default - on the node with the label `name=latihan`, as in the article */
  readonly nodeSelector?: { readonly [key: string]: string };
}

/**
 * Second article: how Pods and Services are addressed. The article uses the names p1 and s1 again and again; here each of its
 * steps has a namespace of its own.
 */
export class PodsAndServicesChart extends Chart {
  private readonly nodeSelector: { readonly [key: string]: string };

  public constructor(scope: Construct, id: string, props: PodsAndServicesChartProps = {}) {
    super(scope, id);
    this.nodeSelector = props.nodeSelector ?? { name: 'latihan' };
    this.singlePod('pods-single');
    this.threePods(articleStep(this, 'pods-two-containers'), false);
    this.hostNetworkPod('pods-host-network');
    this.clusterIp('service-cluster-ip');
    this.nodePort('service-node-port');
    this.loadBalancers('service-load-balancer');
  }

  /** `kubectl run p1 --image=nginx --port=80` */
  private singlePod(namespace: string): void {
    new k8s.KubePod(articleStep(this, namespace), 'p1', {
      metadata: { name: 'p1', namespace, labels: { run: 'p1' } },
      spec: {
        containers: [{ name: 'p1', image: 'nginx', ports: [{ containerPort: 80 }] }],
        dnsPolicy: 'ClusterFirst',
        restartPolicy: 'Always',
      },
    });
  }

  /**
   * The article's warning: with hostNetwork the Pod sees the network of its node, the traffic of every other Pod on it included,
   * and is for the network no container any more. The shortest way to reach a Pod from outside, and the most dangerous one: use
   * a Service.
   */
  private hostNetworkPod(namespace: string): void {
    new k8s.KubePod(articleStep(this, namespace), 'p1', {
      metadata: { name: 'p1', namespace },
      spec: { restartPolicy: 'Never', hostNetwork: true, containers: [{ name: 'nginx', image: 'nginx', ports: [{ containerPort: 80 }] }] },
    });
  }

  /** s1 leads to p1 and p3, on whichever nodes they run. */
  private clusterIp(namespace: string): void {
    const step = articleStep(this, namespace);
    this.threePods(step, true);
    new k8s.KubeService(step, 's1', {
      metadata: { name: 's1', namespace },
      spec: { selector: { service: 's1' }, ports: [{ port: 80 }] },
    });
  }

  /** `kubectl expose pod p1 --port=80 --name=s1 --type=NodePort` */
  private nodePort(namespace: string): void {
    const step = articleStep(this, namespace);
    this.threePods(step, true);
    exposePod(step, 's1', ServiceType.NODE_PORT);
  }

  /** `kubectl expose pod p1 --port=80 --name=s1 --type=LoadBalancer`, and the same with p2 and s2: an address for each. */
  private loadBalancers(namespace: string): void {
    const step = articleStep(this, namespace);
    this.threePods(step, true);
    exposePod(step, 's1', ServiceType.LOAD_BALANCER);
    exposePod(step, 's2', ServiceType.LOAD_BALANCER);
  }

  /** Two containers each, which share the one address of their Pod; with labels from the step on in which Services select them. */
  private threePods(step: Construct, labeled: boolean): void {
    const services = { p1: 's1', p2: 's2', p3: 's1' };
    for (const [name, service] of Object.entries(services)) {
      new k8s.KubePod(step, name, {
        metadata: { name, namespace: step.node.id, labels: labeled ? { service } : undefined },
        spec: {
          restartPolicy: 'Never',
          containers: [
            { name: `${name}-c1`, image: 'nginx' },
            { name: `${name}-c2`, image: 'amazon/amazon-ecs-network-sidecar' },
          ],
          nodeSelector: name === 'p3' ? this.nodeSelector : undefined,
        },
      });
    }
  }
}

/** What `kubectl expose` makes of a Pod: its labels become the Service's, and its selector. */
function exposePod(step: Construct, name: string, type: ServiceType): void {
  new k8s.KubeService(step, name, {
    metadata: { name, namespace: step.node.id, labels: { service: name } },
    spec: { type, selector: { service: name }, ports: [{ port: 80, protocol: 'TCP', targetPort: k8s.IntOrString.fromNumber(80) }] },
  });
}
