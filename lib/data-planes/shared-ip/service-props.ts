import { assertLabels, isLabelKey } from '../../model/labels';
import { assertServiceName } from '../../model/names';
import { assertObject, assertOneOf, display } from '../../model/port';
import { isPlainObject, PlainObject } from '../../model/plain';
import { Refusal } from '../../model/refusal';
import { OwnedPath, refuseOwned } from '../../objects/owned';
import { assertFlag, assertText, SharingProvider } from './provider';
import { SharedIpNodePortProps } from './shared-ip-props';

const OWNED: readonly OwnedPath[] = [
  ['apiVersion', 'leave it out'],
  ['kind', 'leave it out'],
  ['metadata.name', 'use prefix'],
  ['metadata.namespace', 'leave it out'],
  ['metadata.annotations', 'use annotations'],
  ['spec.type', 'leave it out'],
  ['spec.ports', 'use expose'],
  ['spec.selector', 'leave it out'],
  ['spec.loadBalancerIP', 'use address'],
  ['spec.allocateLoadBalancerNodePorts', 'use allocateLoadBalancerNodePorts'],
  ['spec.loadBalancerClass', 'use loadBalancerClass'],
  ['spec.externalTrafficPolicy', 'use externalTrafficPolicy'],
  ['spec.ipFamilies', 'use address and secondaryAddress'],
  ['spec.ipFamilyPolicy', 'use address and secondaryAddress'],
];

/** Checks what all Services have in common. Throws at the first thing that is wrong. */
export function assertServiceProps(props: SharedIpNodePortProps, { owned, needsNodePorts }: SharingProvider): void {
  const { prefix, externalTrafficPolicy, loadBalancerClass, labels = {}, annotations = {}, allocateLoadBalancerNodePorts } = props;
  if (prefix !== undefined) {
    assertServiceName(prefix, 'prefix', 61);
  }
  if (externalTrafficPolicy !== undefined) {
    assertOneOf(externalTrafficPolicy, ['Cluster', 'Local'], 'externalTrafficPolicy');
  }
  const spec: unknown = props.serviceOverrides?.spec;
  if (needsNodePorts !== undefined && (allocateLoadBalancerNodePorts ?? valueOf(spec)) !== undefined) {
    throw new Refusal(`${needsNodePorts}: leave out allocateLoadBalancerNodePorts`);
  }
  if (allocateLoadBalancerNodePorts !== undefined) {
    assertFlag(allocateLoadBalancerNodePorts, 'allocateLoadBalancerNodePorts');
  }
  if (loadBalancerClass !== undefined) {
    assertText(loadBalancerClass, 'loadBalancerClass');
    if (!isLabelKey(loadBalancerClass)) {
      throw new Refusal(
        `loadBalancerClass ${display(loadBalancerClass)} is not valid: give the name that the load balancer has, as "example.com/internal"`,
      );
    }
  }
  assertObject(labels, 'labels', "{ team: 'games' }");
  assertLabels(labels, 'labels');
  assertAnnotations(annotations);
  for (const { names, mend } of owned) {
    const taken = names.find((name) => annotations[name] !== undefined);
    if (taken !== undefined) {
      throw new Refusal(`annotations has ${taken}, which this data plane decides: ${mend}`);
    }
  }
  refuseOwned(props.serviceOverrides, 'serviceOverrides', OWNED, 'which this data plane decides');
}

function valueOf(spec: unknown): unknown {
  return isPlainObject(spec) ? spec.allocateLoadBalancerNodePorts : undefined;
}

function assertAnnotations(annotations: PlainObject): void {
  assertObject(annotations, 'annotations', "{ 'example.com/owner': 'games' }");
  for (const [key, value] of Object.entries(annotations)) {
    if (!isLabelKey(key)) {
      throw new Refusal(
        `annotations has the key ${display(key)}, which is no name of an annotation: give 63 or fewer letters, digits, '-', '_' and '.', ` +
          "a letter or digit first and last, after an optional DNS prefix and '/'",
      );
    }
    if (typeof value !== 'string') {
      throw new Refusal(`annotations gives ${display(key)} the value ${display(value)}, which is no text: put it in quotes`);
    }
  }
}
