import { display } from './port';
import { Refusal } from './refusal';

/** Labels of a Pod, or the pairs of an equality selector. */
export interface Labels {
  readonly [key: string]: string;
}

const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Throws unless every pair is a label that Kubernetes takes. */
export function assertLabels(labels: Labels, what: string): void {
  for (const [key, value] of Object.entries(labels)) {
    assertLabelKey(key, what);
    if (typeof value !== 'string' || value.length > 63 || (value !== '' && !NAME.test(value))) {
      throw new Refusal(
        `${what} gives ${display(key)} the value ${display(value)}, which is no label value: give a string of 63 or fewer ` +
          "letters, digits, '-', '_' and '.', a letter or digit first and last, or an empty one",
      );
    }
  }
}

/** Throws unless `key` is one that Kubernetes takes for a label or an annotation. */
export function assertLabelKey(key: string, what: string): void {
  if (!isLabelKey(key)) {
    throw new Refusal(
      `${what} has the key ${display(key)}, which is no label key: give 63 or fewer letters, digits, '-', '_' and '.', ` +
        "a letter or digit first and last, after an optional DNS prefix and '/'",
    );
  }
}

/** Name of a label or an annotation. */
export function isLabelKey(key: string): boolean {
  const parts = key.split('/');
  const name = parts.pop() ?? '';
  const prefixFits = parts.length === 0 || (parts.length === 1 && parts[0].length <= 253 && PREFIX.test(parts[0]));
  return prefixFits && name.length <= 63 && NAME.test(name);
}

/** Whether an equality selector takes Pods with these labels. A selector without pairs takes none, as in a Service. */
export function selects(selector: Labels, labels: Labels): boolean {
  const pairs = Object.entries(selector);
  return pairs.length > 0 && pairs.every(([key, value]) => labels[key] === value);
}

/** `{app: web, tier: front}`, keys in order. */
export function labelsText(labels: Labels): string {
  const pairs = Object.keys(labels)
    .sort()
    .map((key) => `${key}: ${labels[key]}`);
  return `{${pairs.join(', ')}}`;
}
