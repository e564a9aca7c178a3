import { PlainObject } from '../model/plain';
import { textAt } from '../wiring/manifest';
import { quoted } from './fault';

/** A condition of a status: what a controller says of an object. */
export interface Condition {
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

export function conditionOf(conditions: readonly PlainObject[], type: string): Condition | undefined {
  const found = conditions.find((each) => each.type === type);
  return found && { status: textAt(found, 'status') ?? '', reason: textAt(found, 'reason') ?? '', message: textAt(found, 'message') ?? '' };
}

export function isTrue(conditions: readonly PlainObject[], type: string): boolean {
  return conditionOf(conditions, type)?.status === 'True';
}

export function isFalse(conditions: readonly PlainObject[], type: string): boolean {
  return conditionOf(conditions, type)?.status === 'False';
}

/** `NoMatchingParent: No listeners match this parent ref`. */
export function conditionText(conditions: readonly PlainObject[], type: string): string {
  const { reason = '', message = '' } = conditionOf(conditions, type) ?? {};
  return [reason, quoted(message)].filter((part) => part !== '').join(': ');
}
