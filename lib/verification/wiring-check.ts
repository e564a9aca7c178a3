import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { assertDnsLabel, assertObjectName } from '../model/names';
import { display } from '../model/port';
import { Refusal, refusedAt } from '../model/refusal';
import { warn } from '../model/warning';
import { isInTree } from '../objects/tree';
import { Finding, isFieldPlace } from '../wiring/finding';
import { Config, verifyOptionsOf } from '../wiring/config/parse-config';
import { ExternalMap, ExternalObject, Externals, ExternalService } from '../wiring/graph/externals';
import { isClusterWide } from '../wiring/manifest';
import { verify } from '../wiring/verify';
import { appManifests } from './app-manifests';
import { readConfig } from './config-file';
import { sentenceOf } from './sentence';

/** What a gateway adds to the check of its tree. */
export interface WiringParticipant {
  /** The gateway itself, below which its objects are. */
  readonly construct: IConstruct;
  /** Whether those objects are somebody else's: what is wrong in them is told, and stops nothing. */
  isForeign(): boolean;
  /** Makes the objects that come into being at synth; says whether they are there. */
  prepare(): boolean;
  /** Services that its exposures lead to and that live elsewhere. */
  externalServices(): ExternalService[];
  /** Maps of TCP and UDP services that a controller outside of the program reads. */
  externalMaps(): ExternalMap[];
  /** Objects of other kinds that are there though the program does not make them. */
  externalObjects(): ExternalObject[];
}

/** A finding, and the construct that it lies in. */
interface Told {
  readonly finding: Finding;
  readonly construct: IConstruct | undefined;
}

const checks = new WeakMap<IConstruct, WiringCheck>();

/**
 * Verifies the wiring of all charts of a program when it is synthesized, as `multiport check --closed-world` does with files: errors
 * stop the synth and name the constructs, warnings go to standard error.
 *
 * A program with a `TcpMultiPortGateway` has it by itself; any other one asks for it with `WiringCheck.of(app)`. What exists beside the
 * program, and what is to be ignored, stands in `multiport.yaml` in the folder in which it runs.
 */
export class WiringCheck {
  /** The check of the tree that `scope` is in; the first call makes it. */
  public static of(scope: IConstruct): WiringCheck {
    const { root } = scope.node;
    let check = checks.get(root);
    if (!check) {
      check = new WiringCheck(root);
      checks.set(root, check);
    }
    return check;
  }

  private readonly joined: WiringParticipant[] = [];
  private readonly objects: ExternalObject[] = [];
  private readonly errors = new Map<IConstruct, string[]>();
  private readonly reporting = new WeakSet<IConstruct>();
  private clean: { readonly constructs: number; passes: number } | undefined;

  private constructor(private readonly root: IConstruct) {
    root.node.addValidation({ validate: () => this.run() });
  }

  /**
   * Says that an object exists though the program does not make it: an operator does, or a person with kubectl.
   *
   * @param kind as in the manifest: `Secret`
   * @param namespace "" for a kind without namespaces
   *
   * Throws where one of them is none.
   */
  public exists(kind: string, namespace: string, name: string): void {
    refusedAt(this.exists, undefined, () => {
      if (!/^[A-Z][A-Za-z0-9]*$/.test(String(kind))) {
        throw new Refusal(`kind ${display(kind)} is no kind: give it as a manifest has it, "Secret"`);
      }
      if (isClusterWide(kind) !== (namespace === '')) {
        throw new Refusal(`a ${kind} ${namespace === '' ? 'lives in a namespace: give it' : 'lives in no namespace: give ""'}`);
      }
      if (namespace !== '') {
        assertDnsLabel(namespace, 'namespace');
      }
      assertObjectName(name, 'name');
      this.objects.push({ kind, namespace, name });
    });
  }

  /** The gateways that are still there: one that was removed makes nothing, and says nothing. */
  private get participants(): WiringParticipant[] {
    return this.joined.filter(({ construct }) => isInTree(construct));
  }

  /** @internal */
  public _join(participant: WiringParticipant): void {
    this.joined.push(participant);
  }

  /**
   * cdk8s validates the whole tree once before it writes, and once more for each chart. The root comes first in each pass, and the
   * findings are handed to the constructs that come after it. A pass that found nothing counts for those of the charts, too.
   */
  private run(): string[] {
    const present = new Set(this.root.node.findAll());
    if (this.clean && this.clean.passes > 0 && this.clean.constructs === present.size) {
      this.clean.passes -= 1;
      return [];
    }
    this.clean = undefined;
    this.errors.clear();
    const { config, problems } = readConfig();
    if (problems.length > 0) {
      return [...problems];
    }
    // A gateway that cannot be rendered says so itself, and what it lacks is no news.
    const prepared = this.participants.map((participant) => participant.prepare());
    if (prepared.includes(false)) {
      return [];
    }
    const findings = this.findings(config);
    const foreign = this.participants.filter((participant) => participant.isForeign()).map(({ construct }) => construct);
    const stops = ({ finding, construct }: Told): boolean =>
      finding.severity === 'error' && !construct?.node.scopes.some((scope) => foreign.includes(scope));
    const errors = findings.filter(stops);
    findings.filter((told) => !stops(told) && told.finding.severity !== 'info').forEach(({ finding }) => warn(sentenceOf(finding)));
    errors.forEach(({ finding, construct }) => this.hand(nearest(construct, present) ?? this.root, sentenceOf(finding)));
    if (errors.length === 0) {
      const charts = this.root.node.findAll().filter((construct) => Chart.isChart(construct)).length;
      this.clean = { constructs: this.root.node.findAll().length, passes: charts };
      queueMicrotask(() => (this.clean = undefined));
    }
    return this.errors.get(this.root) ?? [];
  }

  private findings(config: Config): Told[] {
    const objects = appManifests(this.root, config.namespace);
    const constructs = new Map(objects.map(({ manifest, construct }) => [manifest, construct]));
    const externals: Externals = {
      services: [...config.externals.services, ...this.participants.flatMap((participant) => participant.externalServices())],
      objects: [...config.externals.objects, ...this.objects, ...this.participants.flatMap((participant) => participant.externalObjects())],
      maps: [...config.externals.maps, ...this.participants.flatMap((participant) => participant.externalMaps())],
    };
    const { findings } = verify(
      objects.map(({ manifest }) => manifest),
      { ...verifyOptionsOf(config, { closed: true }), externals },
    );
    return findings
      .filter(({ suppressed }) => suppressed === undefined)
      .map((finding) => ({ finding, construct: isFieldPlace(finding.place) ? constructs.get(finding.place.manifest) : undefined }));
  }

  /** Lets a construct report an error in this pass. */
  private hand(construct: IConstruct, message: string): void {
    this.errors.set(construct, [...(this.errors.get(construct) ?? []), message]);
    if (construct !== this.root && !this.reporting.has(construct)) {
      this.reporting.add(construct);
      construct.node.addValidation({ validate: () => this.errors.get(construct) ?? [] });
    }
  }
}

/** The construct itself, or the one above it that was there before the gateways made their objects: only those are asked in this pass. */
function nearest(construct: IConstruct | undefined, present: ReadonlySet<IConstruct>): IConstruct | undefined {
  for (let each = construct; each; each = each.node.scope) {
    if (present.has(each)) {
      return each;
    }
  }
  return undefined;
}
