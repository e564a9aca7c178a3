import { Exposure } from '../../model/exposure';
import { PlainObject } from '../../model/plain';
import { ControllerNames, selectorLabels } from './controller-names';
import { ControllerServiceOptions } from '../service-options';
import { controllerServicePorts } from './stream-plane';

/** The controller's Service: upstream's two ports where it serves HTTP, then one for each exposure. */
export function controllerServiceManifest(
  names: ControllerNames,
  labels: { readonly [key: string]: string },
  options: ControllerServiceOptions,
  full: boolean,
  exposures: readonly Exposure[],
): PlainObject {
  const type = options.type ?? 'LoadBalancer';
  const http = [
    { appProtocol: 'http', name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
    { appProtocol: 'https', name: 'https', port: 443, protocol: 'TCP', targetPort: 'https' },
  ];
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: names.controller, namespace: names.namespace, labels, annotations: options.annotations },
    spec: {
      type,
      externalTrafficPolicy: options.externalTrafficPolicy ?? (type === 'LoadBalancer' ? 'Local' : undefined),
      allocateLoadBalancerNodePorts: options.allocateLoadBalancerNodePorts,
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [...(full ? http : []), ...controllerServicePorts(exposures)],
      selector: selectorLabels(names),
    },
  };
}
