import { Severity } from '../finding';
import { Presence } from './picture';

export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif";
export const PAPER = '#ffffff';
export const INK = '#1f2328';
export const PALE = '#59636e';
export const BORDER = '#afb8c1';
const STEP = '#6e7f91';

/** Lines and frames of what a rule speaks about. */
export const LINE_OF: Readonly<Record<Severity, string>> = { error: '#cf222e', warning: '#c27c00', info: '#5c6f9c' };
/** Letters, with a contrast of 4.5 and more on the paper. */
export const INK_OF: Readonly<Record<Severity, string>> = { error: '#b31d28', warning: '#8a5a00', info: '#4a5c8a' };

export const DASHED = ' stroke-dasharray="5 4"';
const DOTTED = ' stroke-dasharray="2 3"';

export function strokeOf(severity: Severity | undefined): string {
  return severity === undefined ? STEP : LINE_OF[severity];
}

export function dashOf(presence: Presence): string {
  return presence === 'there' ? '' : presence === 'missing' ? DASHED : DOTTED;
}
