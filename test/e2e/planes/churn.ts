import { setTimeout as pause } from 'timers/promises';
import { Protocol } from 'cdk8s-multiport';
import { Target } from '../support/clients';
import { kubectl } from '../support/kubectl';
import { rollout } from '../support/waits';
import { APPS, Expected, MORE, tryPort } from './exposures';
import { Plane } from './planes';

const MOST_CONNECTIONS = 2000;
/** A connection to a Pod that has just gone is dropped without a word, milliseconds. */
const PATIENCE = 1500;

export interface Churned {
  answered: number;
  refused: number;
  wrong: string[];
}

/** Makes connections to all TCP ports in turn, at most 2,000, while backends are deleted and rolled. */
export async function churn(plane: Plane, expected: readonly Expected[]): Promise<Churned> {
  const result: Churned = { answered: 0, refused: 0, wrong: [] };
  const ports = expected.filter(({ protocol }) => protocol === Protocol.TCP);
  const locate = await plane.locate();
  const targets = ports.map(({ port, protocol }) => locate(port, protocol));
  let made = 0;
  let over = false;
  const lane = async (): Promise<void> => {
    while (!over && made < MOST_CONNECTIONS) {
      const index = made % ports.length;
      made += 1;
      await connectOnce(targets[index], ports[index], result);
      // A rate, so that the connections last as long as the churn.
      await pause(30);
    }
  };
  const lanes = Array.from({ length: 6 }, lane);
  await stir();
  over = true;
  await Promise.all(lanes);
  return result;
}

async function connectOnce(target: Target, port: Expected, result: Churned): Promise<void> {
  const answer = await tryPort(target, port, PATIENCE).catch(() => undefined);
  if (answer === undefined) {
    result.refused += 1;
  } else if (port.right.test(answer)) {
    result.answered += 1;
  } else {
    result.wrong.push(`port ${port.port}: ${answer}`);
  }
}

/** Deletes Pods of three workloads, and rolls three. */
async function stir(): Promise<void> {
  await kubectl(['delete', 'pod', 'shop-0', 'block-0', 'proxied-0', '-n', APPS, '--wait=false']);
  const rolled = { [APPS]: ['statefulset/mail', 'statefulset/shop'], [MORE]: ['statefulset/shop'] };
  await rollout(APPS, 'statefulset/block', 'statefulset/proxied', 'statefulset/shop');
  await Promise.all(
    Object.entries(rolled).map(async ([namespace, sets]) => {
      await kubectl(['rollout', 'restart', ...sets, '-n', namespace]);
      await rollout(namespace, ...sets);
    }),
  );
}
