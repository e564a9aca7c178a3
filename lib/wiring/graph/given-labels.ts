import { Labels } from '../../model/labels';
import { Workload } from './workload';

/** Labels that Kubernetes gives to Pods beside those of their template, and whether a workload's Pods may have this value. */
const GIVEN: Readonly<Record<string, (workload: Workload, value: string) => boolean>> = {
  'statefulset.kubernetes.io/pod-name': ({ kind, name }, value) =>
    kind === 'StatefulSet' && /^-\d+$/.test(value.slice(name.length)) && value.startsWith(name),
  'apps.kubernetes.io/pod-index': ({ kind }) => kind === 'StatefulSet' || kind === 'Job',
  'job-name': isOfJob,
  'batch.kubernetes.io/job-name': isOfJob,
  'controller-uid': ({ ends }) => ends,
  'batch.kubernetes.io/controller-uid': ({ ends }) => ends,
  'pod-template-hash': ({ kind }) => kind !== 'Pod',
  'controller-revision-hash': ({ kind }) => kind !== 'Pod',
  'pod-template-generation': ({ kind }) => kind === 'DaemonSet',
};

function isOfJob({ kind, name }: Workload, value: string): boolean {
  return kind === 'CronJob' ? value.startsWith(`${name}-`) : kind === 'Job' && value === name;
}

/** A selector in two: what templates carry, and what Kubernetes adds. */
export function splitSelector(selector: Labels): { readonly own: Labels; readonly given: readonly (readonly [string, string])[] } {
  const pairs = Object.entries(selector);
  const given = pairs.filter(([key]) => Object.hasOwn(GIVEN, key));
  return { own: given.length === 0 ? selector : Object.fromEntries(pairs.filter(([key]) => !Object.hasOwn(GIVEN, key))), given };
}

/** Whether a workload's Pods have these labels, by their template or by Kubernetes. */
export function hasGiven(workload: Workload, given: readonly (readonly [string, string])[]): boolean {
  return given.every(([key, value]) => workload.labels[key] === value || GIVEN[key](workload, value));
}
