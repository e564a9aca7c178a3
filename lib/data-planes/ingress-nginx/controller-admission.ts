import { k8s } from 'cdk8s-plus-27';
import { ControllerNames, objectLabels, selectorLabels } from './controller-names';
import { Release } from './releases';

const COMPONENT = 'admission-webhook';

/** The Service through which the API server reaches the controller's webhook. */
export function webhookServiceManifest(names: ControllerNames, release: Release): unknown {
  return k8s.KubeService.manifest({
    metadata: { name: names.webhookService, namespace: names.namespace, labels: objectLabels(names, release.version, 'controller') },
    spec: {
      type: 'ClusterIP',
      selector: selectorLabels(names),
      ports: [{ name: 'https-webhook', port: 443, targetPort: k8s.IntOrString.fromString('webhook'), appProtocol: 'https' }],
    },
  });
}

/** The Jobs that make the webhook's certificate, and hand it to the API server. */
export function jobManifests(names: ControllerNames, release: Release): unknown[] {
  const secret = `--secret-name=${names.admission}`;
  const namespace = '--namespace=$(POD_NAMESPACE)';
  return [
    jobManifest(names, release, 'create', [
      'create',
      `--host=${names.webhookService},${names.webhookService}.$(POD_NAMESPACE).svc`,
      namespace,
      secret,
    ]),
    jobManifest(names, release, 'patch', [
      'patch',
      `--webhook-name=${names.admission}`,
      namespace,
      '--patch-mutating=false',
      secret,
      '--patch-failure-policy=Fail',
    ]),
  ];
}

/**
 * Upstream's 1.15.1 gives the Jobs `ttlSecondsAfterFinished: 0`: they vanish when they are done, and each `kubectl apply` makes
 * and runs them again. Without it, applying the same files a second time changes nothing.
 */
function jobManifest(names: ControllerNames, release: Release, step: string, args: string[]): unknown {
  const name = `${names.admission}-${step}`;
  const labels = objectLabels(names, release.version, COMPONENT);
  return k8s.KubeJob.manifest({
    metadata: { name, namespace: names.namespace, labels },
    spec: {
      template: {
        metadata: { name, labels },
        spec: {
          automountServiceAccountToken: release.hardened ? true : undefined,
          containers: [
            {
              name: step,
              image: release.certgenImage,
              imagePullPolicy: 'IfNotPresent',
              args,
              env: [{ name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } }],
              securityContext: {
                allowPrivilegeEscalation: false,
                ...(release.hardened
                  ? {
                      capabilities: { drop: ['ALL'] },
                      readOnlyRootFilesystem: true,
                      runAsGroup: 65532,
                      runAsNonRoot: true,
                      runAsUser: 65532,
                      seccompProfile: { type: 'RuntimeDefault' },
                    }
                  : {}),
              },
            },
          ],
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          restartPolicy: 'OnFailure',
          securityContext: release.hardened ? undefined : { fsGroup: 2000, runAsNonRoot: true, runAsUser: 2000 },
          serviceAccountName: names.admission,
        },
      },
    },
  });
}

/** The webhook that has the controller look at every Ingress before it is stored. */
export function webhookManifest(names: ControllerNames, release: Release): unknown {
  return k8s.KubeValidatingWebhookConfiguration.manifest({
    metadata: { name: names.admission, labels: objectLabels(names, release.version, COMPONENT) },
    webhooks: [
      {
        name: 'validate.nginx.ingress.kubernetes.io',
        admissionReviewVersions: ['v1'],
        clientConfig: {
          service: {
            name: names.webhookService,
            namespace: names.namespace,
            path: '/networking/v1/ingresses',
            port: release.hardened ? 443 : undefined,
          },
        },
        failurePolicy: 'Fail',
        matchPolicy: 'Equivalent',
        rules: [{ apiGroups: ['networking.k8s.io'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['ingresses'] }],
        sideEffects: 'None',
      },
    ],
  });
}
