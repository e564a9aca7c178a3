import { k8s } from 'cdk8s-plus-27';
import { ControllerNames, objectLabels } from './controller-names';
import { Release } from './releases';

const READ = ['get', 'list', 'watch'];

function rule(apiGroup: string, resources: string[], verbs: string[], resourceNames?: string[]): k8s.PolicyRule {
  return { apiGroups: [apiGroup], resources, verbs, ...(resourceNames ? { resourceNames } : {}) };
}

/** What controller and webhook Jobs have in common: a ServiceAccount, a Role and a ClusterRole, each with its binding. */
export interface Account {
  readonly name: string;
  readonly component: 'controller' | 'admission-webhook';
  /** Upstream labels the controller's ClusterRole without component, the webhook's with. */
  readonly clusterComponent?: 'admission-webhook';
  readonly roleRules: k8s.PolicyRule[];
  readonly clusterRules: k8s.PolicyRule[];
}

export function controllerAccount(names: ControllerNames, release: Release): Account {
  const endpointSlices = release.hardened ? [rule('discovery.k8s.io', ['endpointslices'], ['list', 'watch', 'get'])] : [];
  const leaderInConfigMap = release.hardened
    ? []
    : [rule('', ['configmaps'], ['get', 'update'], [release.electionId]), rule('', ['configmaps'], ['create'])];
  return {
    name: names.instance,
    component: 'controller',
    roleRules: [
      rule('', ['namespaces'], ['get']),
      rule('', ['configmaps', 'pods', 'secrets', 'endpoints'], READ),
      rule('', ['services'], READ),
      rule('networking.k8s.io', ['ingresses'], READ),
      rule('networking.k8s.io', ['ingresses/status'], ['update']),
      rule('networking.k8s.io', ['ingressclasses'], READ),
      ...leaderInConfigMap,
      rule('coordination.k8s.io', ['leases'], ['get', 'update'], [release.electionId]),
      rule('coordination.k8s.io', ['leases'], ['create']),
      rule('', ['events'], ['create', 'patch']),
      ...endpointSlices,
    ],
    clusterRules: [
      rule('', ['configmaps', 'endpoints', 'nodes', 'pods', 'secrets', 'namespaces'], ['list', 'watch']),
      rule('coordination.k8s.io', ['leases'], ['list', 'watch']),
      rule('', ['nodes'], ['get']),
      rule('', ['services'], READ),
      rule('networking.k8s.io', ['ingresses'], READ),
      rule('', ['events'], ['create', 'patch']),
      rule('networking.k8s.io', ['ingresses/status'], ['update']),
      rule('networking.k8s.io', ['ingressclasses'], READ),
      ...endpointSlices,
    ],
  };
}

export function admissionAccount(names: ControllerNames): Account {
  return {
    name: names.admission,
    component: 'admission-webhook',
    clusterComponent: 'admission-webhook',
    roleRules: [rule('', ['secrets'], ['get', 'create'])],
    clusterRules: [rule('admissionregistration.k8s.io', ['validatingwebhookconfigurations'], ['get', 'update'])],
  };
}

/** ServiceAccounts, then all Roles, then all bindings, as upstream orders them. */
export function rbacManifests(accounts: readonly Account[], names: ControllerNames, release: Release): unknown[] {
  const metadata = (account: Account): k8s.ObjectMeta => ({
    name: account.name,
    namespace: names.namespace,
    labels: objectLabels(names, release.version, account.component),
  });
  const clusterMetadata = (account: Account): k8s.ObjectMeta => ({
    name: account.name,
    labels: objectLabels(names, release.version, account.clusterComponent),
  });
  const subjects = (account: Account): k8s.Subject[] => [{ kind: 'ServiceAccount', name: account.name, namespace: names.namespace }];
  const roleRef = (kind: string, account: Account): k8s.RoleRef => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name: account.name });
  return [
    ...accounts.map((account): unknown =>
      k8s.KubeServiceAccount.manifest({
        metadata: metadata(account),
        ...(release.hardened || account.component === 'controller' ? { automountServiceAccountToken: true } : {}),
      }),
    ),
    ...accounts.map((account): unknown => k8s.KubeRole.manifest({ metadata: metadata(account), rules: account.roleRules })),
    ...accounts.map((account): unknown =>
      k8s.KubeClusterRole.manifest({ metadata: clusterMetadata(account), rules: account.clusterRules }),
    ),
    ...accounts.map((account): unknown =>
      k8s.KubeRoleBinding.manifest({ metadata: metadata(account), roleRef: roleRef('Role', account), subjects: subjects(account) }),
    ),
    ...accounts.map((account): unknown =>
      k8s.KubeClusterRoleBinding.manifest({
        metadata: clusterMetadata(account),
        roleRef: roleRef('ClusterRole', account),
        subjects: subjects(account),
      }),
    ),
  ];
}
