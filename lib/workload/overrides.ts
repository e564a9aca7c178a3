import { assertObject } from '../model/port';
import { Refusal } from '../model/refusal';
import { OWNED_BY_EVERY_OBJECT, OwnedPath, refuseOwned } from '../objects/owned';

/**
 * Fields laid over what is made here: maps merge, lists are replaced, and every field is printed, whether a type knows it
 * or not. What joins StatefulSet and Service (kind, name, namespace, selector, serviceName, the Service's ports) cannot be
 * laid over; `addJsonPatch` on the objects can do even that.
 */
export interface LabeledStatefulServiceOverrides {
  /** Laid over the StatefulSet. @default - nothing */
  readonly statefulSet?: { readonly [key: string]: any };
  /** Laid over each Service, the headless one excepted. @default - nothing */
  readonly service?: { readonly [key: string]: any };
  /** Laid over the headless Service, which `headless` asks for. @default - nothing */
  readonly headlessService?: { readonly [key: string]: any };
}

const OWNED: readonly OwnedPath[] = [...OWNED_BY_EVERY_OBJECT, ['spec.selector', 'use labels']];
const OWNED_BY_STATEFUL_SET: readonly OwnedPath[] = [
  ...OWNED,
  ['spec.serviceName', 'leave it out, it names the Service that is made here'],
  ['spec.replicas', 'use replicas'],
  ['spec.template.metadata.labels', 'use labels, and pod.labels for further ones'],
  ['spec.template.spec.containers', 'use container and pod.sidecars, or addJsonPatch on statefulSet'],
];
const OWNED_BY_SERVICE: readonly OwnedPath[] = [...OWNED, ['spec.ports', 'use ports, or addJsonPatch on the Service']];
const WHY = 'which joins the StatefulSet and its Service';

/** Throws where an override would separate the Service from its Pods. */
export function assertOverrides(overrides: LabeledStatefulServiceOverrides, headless: boolean): void {
  assertObject(overrides, 'overrides', '{ statefulSet: { … } }');
  refuseOwned(overrides.statefulSet, 'overrides.statefulSet', OWNED_BY_STATEFUL_SET, WHY);
  refuseOwned(overrides.service, 'overrides.service', OWNED_BY_SERVICE, WHY);
  refuseOwned(overrides.headlessService, 'overrides.headlessService', OWNED_BY_SERVICE, WHY);
  if (overrides.headlessService !== undefined && !headless) {
    throw new Refusal('overrides.headlessService is laid over a Service that is not made: ask for it with headless: true');
  }
}
