import { factsOfCluster } from './cluster';
import { FACTS } from './facts';
import { guardProblem } from './guard';

/** Looks at the cluster once; jest's `describe` cannot wait. */
export default async function setup(): Promise<void> {
  const problem = await guardProblem(process.env);
  if (problem !== undefined) {
    throw new Error(problem);
  }
  process.env[FACTS] = JSON.stringify(await factsOfCluster());
}
