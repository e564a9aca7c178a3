import { TraefikFlag } from './entry-points';

/** How Traefik reads its own routes: `--providers.kubernetescrd` and what belongs to it. */
export interface CrdProvider {
  /** `spec.ingressClassName` of the routes that it reads; "" for those that have none, or "traefik". */
  readonly ingressClass: string;
  /** Namespaces that it reads; none for all of them. */
  readonly namespaces: readonly string[];
  /** Whether a route may name a Service of another namespace. */
  readonly allowCrossNamespace: boolean;
  /** Whether it reads only objects with certain labels. */
  readonly selects: boolean;
}

const PROVIDER = 'providers.kubernetescrd';
/** The class that a Traefik without one reads, too. */
const DEFAULT_CLASS = 'traefik';

/** The provider as flags say it; undefined where it is off, which is the default. */
export function crdProviderOf(flags: readonly TraefikFlag[]): CrdProvider | undefined {
  const values = new Map(flags.map(({ key, value }) => [key, value]));
  const on = flags.some(({ key }) => key === PROVIDER || key.startsWith(`${PROVIDER}.`)) && values.get(PROVIDER) !== 'false';
  if (!on) {
    return undefined;
  }
  return {
    ingressClass: values.get(`${PROVIDER}.ingressclass`) ?? '',
    namespaces: flags.filter(({ key }) => key === `${PROVIDER}.namespaces`).flatMap(({ value }) => value.split(',').filter(Boolean)),
    allowCrossNamespace: values.get(`${PROVIDER}.allowcrossnamespace`) === 'true',
    selects: (values.get(`${PROVIDER}.labelselector`) ?? '') !== '',
  };
}

/** Whether a route of this class and namespace is read. */
export function reads(provider: CrdProvider, namespace: string, ingressClass: string): boolean {
  const ofClass = provider.ingressClass === ingressClass || (provider.ingressClass === '' && ingressClass === DEFAULT_CLASS);
  return ofClass && (provider.namespaces.length === 0 || provider.namespaces.includes(namespace));
}
