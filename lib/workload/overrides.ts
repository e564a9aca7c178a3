import { Refusal } from '../model/refusal';
import { isPlainObject, PlainObject } from '../objects/plain';

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
  /** Laid over the headless Service. @default - nothing */
  readonly headlessService?: { readonly [key: string]: any };
}

const OWNED: readonly (readonly [path: string, mend: string])[] = [
  ['apiVersion', 'leave it out'],
  ['kind', 'leave it out'],
  ['metadata.name', 'use name'],
  ['metadata.namespace', 'use namespace'],
  ['spec.selector', 'use labels'],
];
const OWNED_BY_STATEFUL_SET: typeof OWNED = [
  ['spec.serviceName', 'leave it out, it names the Service that is made here'],
  ['spec.replicas', 'use replicas'],
  ['spec.template.metadata.labels', 'use labels, and pod.labels for further ones'],
  ['spec.template.spec.containers', 'use container and pod.sidecars, or addJsonPatch on statefulSet'],
];
const OWNED_BY_SERVICE: typeof OWNED = [['spec.ports', 'use ports, or addJsonPatch on the Service']];

/** Throws where an override would separate the Service from its Pods. */
export function assertOverrides(overrides: LabeledStatefulServiceOverrides): void {
  refuseOwned(overrides.statefulSet, 'overrides.statefulSet', [...OWNED, ...OWNED_BY_STATEFUL_SET]);
  refuseOwned(overrides.service, 'overrides.service', [...OWNED, ...OWNED_BY_SERVICE]);
  refuseOwned(overrides.headlessService, 'overrides.headlessService', [...OWNED, ...OWNED_BY_SERVICE]);
}

function refuseOwned(override: PlainObject | undefined, what: string, owned: typeof OWNED): void {
  for (const [path, mend] of owned) {
    let value: unknown = override;
    for (const key of path.split('.')) {
      value = isPlainObject(value) ? value[key] : undefined;
    }
    if (value !== undefined) {
      throw new Refusal(`${what} sets ${path}, which joins the StatefulSet and its Service: ${mend}`);
    }
  }
}
