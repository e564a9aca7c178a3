import { readFileSync } from 'fs';
import { App, Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { Manifest } from '../../support/manifests';
import { kubectl, MANAGER } from './kubectl';

/** On every namespace that the suite makes. */
export const RUN_LABEL = 'multiport-e2e';

/** The objects of a program, verified as at any synth. */
export function objectsOf(app: App): Manifest[] {
  return documents(app.synthYaml());
}

/** The objects of one chart of a program, which is verified as a whole. */
export function objectsOfChart(chart: Chart): Manifest[] {
  (chart.node.root as App).synthYaml();
  return chart.toJson() as Manifest[];
}

/** The objects of a file, as `kubectl apply -f` takes them. */
export function objectsIn(file: string): Manifest[] {
  return documents(readFileSync(file, 'utf8'));
}

function documents(yaml: string): Manifest[] {
  return parseAllDocuments(yaml).map((document) => document.toJS() as Manifest);
}

export function listOf(objects: readonly Manifest[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
}

const applied = new Map<string, Manifest>();

/**
 * `kubectl apply --server-side`, and remembers what to take away at the end. Waits for what is being deleted under the same names, and
 * refuses to touch what the suite has not made.
 */
export async function apply(objects: readonly Manifest[]): Promise<void> {
  await refuseForeign(objects);
  for (const object of objects) {
    applied.set(keyOf(object), object);
  }
  await kubectl(['apply', '--server-side', `--field-manager=${MANAGER}`, '-f', '-'], { input: listOf(objects) });
  const namespaces = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  if (namespaces.length > 0) {
    await kubectl(['label', '--overwrite', 'namespace', ...namespaces, `${RUN_LABEL}=true`]);
  }
}

/** Takes objects away, each namespace with all that is in it, and does not wait for it. */
export async function remove(objects: readonly Manifest[]): Promise<void> {
  const namespaces = new Set(objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
  const rest = objects.filter(({ metadata }) => metadata.namespace === undefined || !namespaces.has(metadata.namespace));
  if (rest.length > 0) {
    await kubectl(['delete', '--ignore-not-found', '--wait=false', '-f', '-'], { input: listOf(rest) });
  }
  objects.forEach((object) => applied.delete(keyOf(object)));
}

/** For the top of a file: takes away all that it applied, also after a failure. */
export function cleanUpAfterwards(): void {
  afterAll(() => remove([...applied.values()]));
}

/** Waits until none of the objects is there any more. */
export async function gone(objects: readonly Manifest[], seconds = 180): Promise<void> {
  if (objects.length > 0) {
    await kubectl(['wait', '--for=delete', `--timeout=${seconds}s`, '-f', '-'], { input: listOf(objects), seconds: seconds + 10 });
  }
}

async function refuseForeign(objects: readonly Manifest[]): Promise<void> {
  const args = ['get', '--ignore-not-found', '-o', 'json', '--show-managed-fields', '-f', '-'];
  const text = await kubectl(args, { input: listOf(objects) });
  const found = text === '' ? [] : itemsOf(JSON.parse(text) as Manifest);
  const foreign = found.find((object) => !isOurs(object) && deletionOf(object) === undefined);
  if (foreign) {
    throw new Error(
      `${keyOf(foreign)} is in the cluster already, and not from here: the suite would overwrite and delete it: ` +
        'take it away, or use a cluster without it',
    );
  }
  await gone(found.filter((object) => deletionOf(object) !== undefined));
}

function itemsOf(object: Manifest): Manifest[] {
  return object.kind === 'List' ? (object.items as Manifest[]) : [object];
}

/** By the manager of its fields, and a namespace, which may have none, by its label. */
function isOurs({ metadata }: Manifest): boolean {
  const { managedFields = [], labels = {} } = metadata as { managedFields?: { manager: string }[]; labels?: Record<string, string> };
  return labels[RUN_LABEL] !== undefined || managedFields.some(({ manager }) => manager === MANAGER);
}

function deletionOf(object: Manifest): string | undefined {
  return (object.metadata as { deletionTimestamp?: string }).deletionTimestamp;
}

function keyOf({ kind, metadata }: Manifest): string {
  return metadata.namespace === undefined ? `${kind} ${metadata.name}` : `${kind} ${metadata.namespace}/${metadata.name}`;
}
