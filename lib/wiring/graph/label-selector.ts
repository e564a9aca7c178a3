import { Labels } from '../../model/labels';
import { listAt, mapAt, PlainObject, textsAt } from '../../model/plain';
import { textsMapAt } from '../manifest';

/** Whether a LabelSelector (`matchLabels` and `matchExpressions`) takes these labels. An empty one takes everything. */
export function matchesLabelSelector(selector: PlainObject, labels: Labels): boolean {
  const pairs = Object.entries(textsMapAt(selector, 'matchLabels'));
  return (
    pairs.every(([key, value]) => labels[key] === value) && listAt(selector, 'matchExpressions').every((each) => matches(each, labels))
  );
}

function matches(expression: PlainObject, labels: Labels): boolean {
  const key = String(expression.key);
  const has = Object.hasOwn(labels, key);
  const values = textsAt(expression, 'values');
  switch (expression.operator) {
    case 'In':
      return has && values.includes(labels[key]);
    case 'NotIn':
      return !has || !values.includes(labels[key]);
    case 'Exists':
      return has;
    case 'DoesNotExist':
      return !has;
    default:
      return false;
  }
}

/** Whether a LabelSelector names nothing, and so takes everything. */
export function isEmptySelector(selector: PlainObject): boolean {
  return Object.keys(mapAt(selector, 'matchLabels')).length === 0 && listAt(selector, 'matchExpressions').length === 0;
}
