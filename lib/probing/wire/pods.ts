import { listAt, mapAt, PlainObject } from '../../model/plain';
import { objectText, textAt } from '../../wiring/manifest';
import { portAt } from '../../wiring/graph/workload';
import { Cluster, LivePod } from '../cluster';
import { conditionOf, conditionText, isFalse } from '../conditions';
import { fault, Fault, quoted } from '../fault';

/** Why a Pod is not ready, as the end of a sentence, and what to do. */
interface Reason {
  readonly text: string;
  readonly fix: string;
}

/** The fault of Pods of which none is ready; `whose` names them: `none of the 2 Pods of Service default/web is ready`. */
export function notReadyFault(cluster: Cluster, whose: string, pods: readonly LivePod[]): Fault {
  const [first] = [...pods].sort((a, b) => (a.name < b.name ? -1 : 1));
  const { text, fix } = reasonOf(cluster, first);
  return fault('pods-not-ready', `${whose}: ${objectText(first.manifest)} ${text}`, fix);
}

function reasonOf(cluster: Cluster, pod: LivePod): Reason {
  const conditions = listAt(pod.status, 'conditions');
  const describe = `kubectl describe pod --namespace ${pod.namespace} ${pod.name}`;
  if (textAt(mapAt(pod.manifest.object, 'metadata'), 'deletionTimestamp') !== undefined) {
    return { text: 'is being deleted', fix: 'wait until another Pod has taken its place' };
  }
  if (isFalse(conditions, 'PodScheduled')) {
    const message = quoted(conditionOf(conditions, 'PodScheduled')?.message ?? '');
    return { text: `has no node: ${message}`, fix: `give it a node that fits, or ask for less: ${describe} says what it needs` };
  }
  const inits = listAt(pod.status, 'initContainerStatuses').filter((each) => each.ready !== true && each.started !== true);
  const mains = listAt(pod.status, 'containerStatuses').filter((each) => each.ready !== true);
  // While a Pod initializes, its main containers all say so.
  const stopped = (inits.length > 0 ? inits : mains).map((each) => stoppedReason(pod, each, describe));
  const worst = stopped.find((each) => each !== undefined && !each.text.endsWith(STARTING)) ?? stopped.find((each) => each !== undefined);
  if (worst) {
    return worst;
  }
  const [running] = inits;
  if (running) {
    const name = textAt(running, 'name') ?? '';
    return {
      text: `does not run yet: its init container "${name}" runs, and the others wait for its end`,
      fix: `wait, and if that lasts, see what kubectl logs --namespace ${pod.namespace} ${pod.name} --container ${name} says`,
    };
  }
  const [unready] = mains;
  if (unready) {
    const complaint = cluster.complaintAbout({ kind: 'Pod', namespace: pod.namespace, name: pod.name });
    const says = /probe failed/.test(complaint) ? `: ${quoted(complaint)}` : '';
    return {
      text: `runs, and its container "${textAt(unready, 'name')}" is not ready${says}`,
      fix: `make its readinessProbe ask what the program answers, or mend the program: ${describe} says what the probe gets`,
    };
  }
  return { text: `is not ready: ${conditionText(conditions, 'Ready') || 'no reason is given'}`, fix: `see what ${describe} says` };
}

const STARTING = 'is being started';
const NO_IMAGE = ['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull'];
const LOOPS = 'CrashLoopBackOff';

function stoppedReason(pod: LivePod, status: PlainObject, describe: string): Reason | undefined {
  const name = textAt(status, 'name') ?? '';
  const waiting = mapAt(mapAt(status, 'state'), 'waiting');
  const ended = mapAt(mapAt(status, 'state'), 'terminated');
  const last = mapAt(mapAt(status, 'lastState'), 'terminated');
  const reason = textAt(waiting, 'reason');
  const logs = `kubectl logs --namespace ${pod.namespace} ${pod.name} --container ${name}`;
  if (reason === LOOPS || Object.keys(ended).length > 0) {
    const end = reason === LOOPS ? last : ended;
    const code = portAt(end, 'exitCode');
    const restarts = portAt(status, 'restartCount') ?? 0;
    const how = textAt(end, 'reason') === 'OOMKilled' ? 'is killed for want of memory' : `ends with exit code ${code ?? 'unknown'}`;
    const often = restarts > 0 ? ` (${restarts === 1 ? 'restarted once' : `restarted ${restarts} times`})` : '';
    return {
      text: `does not run: its container "${name}" ${how}${often}`,
      fix: `mend what makes it end: ${logs}${reason === LOOPS ? ' --previous' : ''} says what it was`,
    };
  }
  if (reason === undefined) {
    return undefined;
  }
  const message = quoted(textAt(waiting, 'message') ?? '');
  if (NO_IMAGE.includes(reason)) {
    return {
      text: `does not run: the image ${textAt(status, 'image') ?? ''} of its container "${name}" cannot be pulled (${reason})`,
      fix: `give an image that can be pulled, and imagePullSecrets where its registry asks who you are: ${describe} says why`,
    };
  }
  if (reason === 'ContainerCreating' || reason === 'PodInitializing') {
    return { text: `does not run yet: its container "${name}" ${STARTING}`, fix: `wait, and if that lasts, see what ${describe} says` };
  }
  return {
    text: `does not run: its container "${name}" waits (${[reason, message].filter((part) => part !== '').join(': ')})`,
    fix: `mend what it waits for: ${describe} says more`,
  };
}
