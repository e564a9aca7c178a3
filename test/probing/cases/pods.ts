import { condition, notReady, Plain, pod, service, slice, warning } from '../support/objects';
import { FaultCase } from './fault-case';

const sick = (status: Plain, ...more: Plain[]): Plain[] => {
  const p = pod('web', status);
  return [service('web'), p, slice('web', [p]), ...more];
};

export const pods: readonly FaultCase[] = [
  {
    name: 'a Pod in a crash loop',
    situation: {
      live: sick(
        notReady({
          state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s' } },
          lastState: { terminated: { exitCode: 3, reason: 'Error' } },
          restartCount: 7,
        }),
      ),
    },
    cause: 'pods-not-ready',
    message:
      'the Pod of Service shop/web is not ready: Pod shop/web-5d7c-x does not run: its container "main" ends with exit code 3 (restarted 7 times)',
    fix: 'mend what makes it end: kubectl logs --namespace shop web-5d7c-x --container main --previous says what it was',
  },
  {
    name: 'a Pod that is killed for want of memory',
    situation: {
      live: sick(
        notReady({
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
          restartCount: 1,
        }),
      ),
    },
    cause: 'pods-not-ready',
    message:
      'the Pod of Service shop/web is not ready: Pod shop/web-5d7c-x does not run: its container "main" is killed for want of memory (restarted once)',
    fix: 'mend what makes it end: kubectl logs --namespace shop web-5d7c-x --container main --previous says what it was',
  },
  {
    name: 'a Pod that has just ended',
    situation: { live: sick(notReady({ state: { terminated: { exitCode: 1, reason: 'Error' } } })) },
    cause: 'pods-not-ready',
    message: 'the Pod of Service shop/web is not ready: Pod shop/web-5d7c-x does not run: its container "main" ends with exit code 1',
    fix: 'mend what makes it end: kubectl logs --namespace shop web-5d7c-x --container main says what it was',
  },
  {
    name: 'an image that cannot be pulled',
    situation: { live: sick(notReady({ image: 'nope:1', state: { waiting: { reason: 'ErrImagePull', message: 'no such host' } } })) },
    cause: 'pods-not-ready',
    message:
      'the Pod of Service shop/web is not ready: Pod shop/web-5d7c-x does not run: the image nope:1 of its container "main" cannot be pulled (ErrImagePull)',
    fix: 'give an image that can be pulled, and imagePullSecrets where its registry asks who you are: kubectl describe pod --namespace shop web-5d7c-x says why',
  },
  {
    name: 'a Secret that is missing',
    situation: { live: sick(notReady({ state: { waiting: { reason: 'CreateContainerConfigError', message: 'secret "db" not found' } } })) },
    cause: 'pods-not-ready',
    message:
      'the Pod of Service shop/web is not ready: Pod shop/web-5d7c-x does not run: its container "main" waits (CreateContainerConfigError: secret "db" not found)',
    fix: 'mend what it waits for: kubectl describe pod --namespace shop web-5d7c-x says more',
  },
  {
    name: 'a Pod that starts',
    situation: { live: sick(notReady({ state: { waiting: { reason: 'ContainerCreating' } } })) },
    cause: 'pods-not-ready',
    message: 'the Pod of Service shop/web is not ready: Pod shop/web-5d7c-x does not run yet: its container "main" is being started',
    fix: 'wait, and if that lasts, see what kubectl describe pod --namespace shop web-5d7c-x says',
  },
  {
    name: 'a Pod that waits for its init container',
    situation: {
      live: sick(
        notReady(
          { state: { waiting: { reason: 'PodInitializing' } } },
          {
            initContainerStatuses: [
              { name: 'done', ready: true },
              {
                name: 'wait',
                ready: false,
                restartCount: 2,
                state: { waiting: { reason: 'CrashLoopBackOff' } },
                lastState: { terminated: { exitCode: 1 } },
              },
            ],
          },
        ),
      ),
    },
    cause: 'pods-not-ready',
    message:
      'the Pod of Service shop/web is not ready: Pod shop/web-5d7c-x does not run: its container "wait" ends with exit code 1 (restarted 2 times)',
    fix: 'mend what makes it end: kubectl logs --namespace shop web-5d7c-x --container wait --previous says what it was',
  },
  {
    name: 'a Pod whose init container runs',
    situation: {
      live: sick(
        notReady(
          { state: { waiting: { reason: 'PodInitializing' } } },
          { initContainerStatuses: [{ name: 'wait', ready: false, restartCount: 0, state: { running: {} } }] },
        ),
      ),
    },
    cause: 'pods-not-ready',
    message:
      'the Pod of Service shop/web is not ready: Pod shop/web-5d7c-x does not run yet: its init container "wait" runs, and the others wait for its end',
    fix: 'wait, and if that lasts, see what kubectl logs --namespace shop web-5d7c-x --container wait says',
  },
  {
    name: 'a Pod whose probe fails',
    situation: {
      live: sick(
        notReady({ state: { running: {} } }),
        warning('Pod', 'web-5d7c-x', 'Readiness probe failed: HTTP probe failed with statuscode: 500'),
      ),
    },
    cause: 'pods-not-ready',
    message:
      'the Pod of Service shop/web is not ready: Pod shop/web-5d7c-x runs, and its container "main" is not ready: Readiness probe failed: HTTP probe failed with statuscode: 500',
    fix: 'make its readinessProbe ask what the program answers, or mend the program: kubectl describe pod --namespace shop web-5d7c-x says what the probe gets',
  },
  {
    name: 'a Pod without a node',
    situation: {
      live: sick({
        phase: 'Pending',
        conditions: [condition('PodScheduled', 'False', 'Unschedulable', '0/2 nodes are available: 2 Insufficient cpu.')],
      }),
    },
    cause: 'pods-not-ready',
    message: 'the Pod of Service shop/web is not ready: Pod shop/web-5d7c-x has no node: 0/2 nodes are available: 2 Insufficient cpu',
    fix: 'give it a node that fits, or ask for less: kubectl describe pod --namespace shop web-5d7c-x says what it needs',
  },
  {
    name: 'a Pod that is not ready for another reason',
    situation: {
      live: sick({
        conditions: [
          condition('Ready', 'False', 'ReadinessGatesNotReady', 'the status of pod readiness gate "x" is not "True", but False'),
        ],
        containerStatuses: [{ name: 'main', ready: true }],
      }),
    },
    cause: 'pods-not-ready',
    message:
      'the Pod of Service shop/web is not ready: Pod shop/web-5d7c-x is not ready: ReadinessGatesNotReady: the status of pod readiness gate "x" is not "True", but False',
    fix: 'see what kubectl describe pod --namespace shop web-5d7c-x says',
  },
  {
    name: 'Pods that are being deleted',
    situation: {
      live: (() => {
        const p = pod('web');
        p.metadata.deletionTimestamp = '2026-01-01T00:00:00Z';
        const q = pod('web', {}, { name: 'web-5d7c-y' });
        q.metadata.deletionTimestamp = 'x';
        const s = slice('web', [p]);
        s.endpoints[0].conditions.ready = false;
        return [service('web'), p, q, s];
      })(),
    },
    cause: 'pods-not-ready',
    message: 'none of the 2 Pods of Service shop/web is ready: Pod shop/web-5d7c-x is being deleted',
    fix: 'wait until another Pod has taken its place',
  },
];
