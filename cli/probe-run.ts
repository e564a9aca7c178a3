import { setMaxListeners } from 'events';
import { Refusal } from '../lib/model/refusal';
import { bounded } from '../lib/probing/bounded';
import { Cluster, Unread } from '../lib/probing/cluster';
import { connect } from '../lib/probing/connect';
import { isWell, judge, Judged } from '../lib/probing/judge';
import { NOT_PROBED, Outcome } from '../lib/probing/outcome';
import { Plan, planProbes } from '../lib/probing/plan';
import { Probe, probeKey } from '../lib/probing/probe';
import { PROBE_REPORTERS } from '../lib/probing/report';
import { ProbeReport } from '../lib/probing/report/report';
import { WiringGraph } from '../lib/wiring/graph/wiring-graph';
import { Manifest } from '../lib/wiring/manifest';
import { plural } from '../lib/wiring/report/counts';
import { readConfig } from './config-file';
import { packageVersion } from './package-files';
import { readMore, readWiring } from './probe-cluster';
import { notesOf, unheldKinds } from './probe-notes';
import { probeProgress } from './probe-progress';
import { ProbeOptions, ProbeSettings, probeSettingsOf, writeReport } from './probe-settings';
import { readPaths } from './read-files';

/** Exit statuses, beside 0; a mistake of the user is a `Refusal`, and 2. */
const FINDINGS = 1;
const INTERRUPTED = 130;
/** Connections at a time. */
const AT_ONCE = 64;

/** Runs `multiport probe`, until it is done or interrupted, and gives its exit status. */
export async function probe(paths: readonly string[], options: ProbeOptions): Promise<number> {
  const settings = probeSettingsOf(paths, options);
  const interrupt = new AbortController();
  // Each connection hears of it.
  setMaxListeners(0, interrupt.signal);
  const stop = (): void => interrupt.abort();
  process.once('SIGINT', stop);
  try {
    return await run(paths, options, settings, interrupt.signal);
  } catch (error) {
    if (interrupt.signal.aborted) {
      process.stderr.write('interrupted\n');
      return INTERRUPTED;
    }
    throw error;
  } finally {
    process.off('SIGINT', stop);
  }
}

async function run(paths: readonly string[], options: ProbeOptions, settings: ProbeSettings, signal: AbortSignal): Promise<number> {
  const { seconds, format, outputs } = settings;
  const source = await sourceOf(paths, options, settings, signal);
  const { probes, others } = source.plan();
  if (probes.length === 0) {
    throw new Refusal(
      `${source.text} ${others > 0 ? 'publishes ports of SCTP alone, to which this program cannot connect' : 'publishes no port'}: ` +
        'give a LoadBalancer or NodePort Service, a hostPort, a Gateway, or a map of ingress-nginx',
    );
  }
  const outcomes = await connectAll(probes, options.progress, seconds, signal);
  const judged = await judgeAll(source, outcomes, seconds);
  const report: ProbeReport = { judged, notes: notesOf(source.unread(), others), version: packageVersion(), colors: false };
  signal.throwIfAborted();
  outputs.forEach((output) => writeReport(output.file, PROBE_REPORTERS[output.format](report)));
  const colors = options.color && process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  process.stdout.write(PROBE_REPORTERS[format]({ ...report, colors }));
  return judged.every(isWell) ? 0 : FINDINGS;
}

/** Where the ports are from, and what is known about them. */
interface Source {
  /** As the subject of a sentence. */
  readonly text: string;
  plan(): Plan;
  cluster(): Cluster;
  unread(): readonly Unread[];
  /** Reads what says more about ports that do not answer. */
  more(): Promise<void>;
}

async function sourceOf(
  paths: readonly string[],
  options: ProbeOptions,
  { context, namespace }: ProbeSettings,
  signal: AbortSignal,
): Promise<Source> {
  const given = paths.length > 0 ? await readManifests(paths, options, namespace) : undefined;
  if (given && !options.cluster) {
    return source('the input', given, new Cluster(given, unheldKinds(given)));
  }
  const kubectl = { signal, ...(context === undefined ? {} : { context }) };
  const namespaces = given ? [...new Set(given.map((each) => each.namespace))].filter((each) => each !== '').sort() : [];
  const tried = namespace === undefined ? namespaces : [...new Set([namespace, ...namespaces])];
  const first = await readWiring(kubectl, tried);
  const declared = given ?? first.manifests.filter((each) => namespace === undefined || each.namespace === namespace);
  const text = given ? 'the input' : namespace === undefined ? 'the cluster' : `namespace ${namespace} of the cluster`;
  return source(text, declared, new Cluster(first.manifests, first.unread), async (known) => {
    const more = await readMore(kubectl, tried);
    return new Cluster([...known.manifests, ...more.manifests], [...known.unread, ...more.unread]);
  });
}

function source(text: string, declared: readonly Manifest[], known: Cluster, learn?: (known: Cluster) => Promise<Cluster>): Source {
  const graph = new WiringGraph(declared);
  let cluster = known;
  return {
    text,
    plan: () => planProbes(graph, cluster),
    cluster: () => cluster,
    unread: () => cluster.unread,
    more: async () => {
      cluster = learn ? await learn(cluster) : cluster;
    },
  };
}

async function readManifests(paths: readonly string[], options: ProbeOptions, namespace: string | undefined): Promise<readonly Manifest[]> {
  const { config, file } = readConfig(options.config, paths);
  const { input } = await readPaths(paths, {
    namespace: namespace ?? config.namespace ?? 'default',
    config: file,
    progress: options.progress,
  });
  const [broken] = input.unreadable;
  if (broken) {
    // What cannot be read may publish a port.
    const what = broken.template ? 'this is a template: render it first' : `this cannot be parsed: ${broken.reason}`;
    const more = input.unreadable.length - 1;
    throw new Refusal(`${broken.file}:${broken.line}: ${what}${more > 0 ? ` (and ${plural(more, 'further one')})` : ''}`);
  }
  return input.manifests;
}

async function connectAll(
  probes: readonly Probe[],
  wanted: boolean,
  seconds: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Outcome>> {
  const names = new Map<string, Promise<string | undefined>>();
  const progress = await probeProgress(probes.length, wanted, process.stderr);
  try {
    const outcomes = await bounded(probes, AT_ONCE, async ({ address, port, protocol }) => {
      const outcome =
        address === undefined ? NOT_PROBED : await connect({ address, port, protocol, timeout: seconds * 1000, signal, names });
      progress.step();
      return outcome;
    });
    signal.throwIfAborted();
    return new Map(probes.map((each, index) => [probeKey(each), outcomes[index]]));
  } finally {
    progress.stop();
  }
}

/** Where something does not answer, more is read, and the plan is made once more with what is known then. */
async function judgeAll(source: Source, outcomes: ReadonlyMap<string, Outcome>, seconds: number): Promise<Judged[]> {
  const all = (): Judged[] =>
    source.plan().probes.map((each) => judge(source.cluster(), each, outcomes.get(probeKey(each)) ?? NOT_PROBED, seconds));
  const judged = all();
  if (judged.every(isWell)) {
    return judged;
  }
  await source.more();
  return all();
}
