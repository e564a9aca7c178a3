import { jsonReport } from './json';
import { junitReport } from './junit';
import { ProbeReporter } from './report';
import { textReport } from './text';

export type ProbeFormat = 'text' | 'json' | 'junit';

/** Every format, by the name that the command takes. */
export const PROBE_REPORTERS: Readonly<Record<ProbeFormat, ProbeReporter>> = { text: textReport, json: jsonReport, junit: junitReport };

export const PROBE_FORMATS = Object.keys(PROBE_REPORTERS) as readonly ProbeFormat[];
