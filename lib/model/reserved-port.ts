import { Protocol } from './port';

/** A port on which a data plane's own program listens, or which it cannot carry. */
export interface ReservedPort {
  /** 1 to 65535. */
  readonly port: number;
  /** @default - both protocols */
  readonly protocol?: Protocol;
  /** Who has it, as the end of the sentence "port 80 is taken by …". */
  readonly by: string;
}
