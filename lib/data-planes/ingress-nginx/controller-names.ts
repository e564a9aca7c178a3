/** What the objects of one installed controller are called. */
export interface ControllerNames {
  /** Value of `app.kubernetes.io/instance`, name of ServiceAccount and RBAC objects. */
  readonly instance: string;
  readonly namespace: string;
  /** Name of Deployment, Service and ConfigMap of the controller. */
  readonly controller: string;
  /** Name of the admission webhook's objects. */
  readonly admission: string;
  /** Name of the Service in front of the admission webhook. */
  readonly webhookService: string;
}

export function controllerNames(instance: string, namespace: string): ControllerNames {
  return {
    instance,
    namespace,
    controller: `${instance}-controller`,
    admission: `${instance}-admission`,
    webhookService: `${instance}-controller-admission`,
  };
}

/** The labels by which Service and Deployment find the controller's Pods. */
export function selectorLabels(names: ControllerNames): { [key: string]: string } {
  return {
    'app.kubernetes.io/component': 'controller',
    'app.kubernetes.io/instance': names.instance,
    'app.kubernetes.io/name': 'ingress-nginx',
  };
}

/** The labels that upstream gives every object of a component; RBAC for the whole cluster has no component. */
export function objectLabels(
  names: ControllerNames,
  version: string,
  component?: 'controller' | 'admission-webhook',
): { [key: string]: string } {
  return {
    ...(component === undefined ? {} : { 'app.kubernetes.io/component': component }),
    'app.kubernetes.io/instance': names.instance,
    'app.kubernetes.io/name': 'ingress-nginx',
    'app.kubernetes.io/part-of': 'ingress-nginx',
    'app.kubernetes.io/version': version,
  };
}
