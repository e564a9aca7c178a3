import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';

/**
 * A step of an article, in a namespace of its own. The label says which article it is from, and lets all of its steps be removed
 * at once. (A namespace without any field would also be written again by the second server-side apply.)
 */
export function articleStep(chart: Construct, namespace: string): Construct {
  const step = new Construct(chart, namespace);
  new k8s.KubeNamespace(step, 'Namespace', {
    metadata: { name: namespace, labels: { 'app.kubernetes.io/part-of': chart.node.id } },
  });
  return step;
}
