/** What can be wrong with a store. */
export type StoreProblem =
  | 'readOnly'
  | 'full'
  | 'newer'
  | 'inUse'
  | 'unreachable'
  | 'refused'
  | 'damaged'
  | 'busy'
  | 'secret';

/** The store can't do its work. The sentence says what is wrong and what to do; it never holds a password. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  constructor(
    readonly problem: StoreProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

type Wording = readonly [problem: StoreProblem, sentence: (where: string) => string];

const readOnly: Wording = [
  'readOnly',
  (where) => `${where} can't be written to. Give Paperboy the right to, or set PAPERBOY_HOME to a folder of its own.`,
];
const unreachable: Wording = [
  'unreachable',
  (where) =>
    `${where} can't be reached. Paperboy goes on by itself once it is back; check that it runs and that DATABASE_URL names the right host and port.`,
];
const refused: Wording = [
  'refused',
  (where) =>
    `${where} refuses Paperboy. Check the user, the password and the database's name in DATABASE_URL, and that the user may create tables.`,
];
const full: Wording = [
  'full',
  (where) => `${where} is on a full disk. Make room; what was being written is not kept, all before it is.`,
];
const busy: Wording = [
  'busy',
  (where) =>
    `${where} is busy with another process for too long. Try again; if it stays so, end the process that holds it.`,
];
const damaged: Wording = [
  'damaged',
  (where) => `${where} is damaged or is no Paperboy database. Move it away and restore a backup.`,
];

/** By the beginning of better-sqlite3's codes, or of Node's code of the file system. */
const SQLITE: readonly (readonly [code: string, wording: Wording])[] = [
  ['SQLITE_READONLY', readOnly],
  ['SQLITE_CANTOPEN', readOnly],
  ['SQLITE_PERM', readOnly],
  ['SQLITE_FULL', full],
  ['SQLITE_BUSY', busy],
  ['SQLITE_LOCKED', busy],
  ['SQLITE_CORRUPT', damaged],
  ['SQLITE_NOTADB', damaged],
  ['SQLITE_IOERR', damaged],
  ['EACCES', readOnly],
  ['EROFS', readOnly],
  ['EPERM', readOnly],
  ['ENOTDIR', readOnly],
  ['ENOENT', readOnly],
  ['EEXIST', readOnly],
  ['ENOSPC', full],
];

/** By the beginning of a SQLSTATE, or of Node's code of a socket. */
const POSTGRES: readonly (readonly [code: string, wording: Wording])[] = [
  ['ECONN', unreachable],
  ['EPIPE', unreachable],
  ['ETIMEDOUT', unreachable],
  ['EHOST', unreachable],
  ['ENET', unreachable],
  ['ENOTFOUND', unreachable],
  ['EAI_AGAIN', unreachable],
  ['08', unreachable],
  ['57P', unreachable],
  ['25P03', unreachable],
  ['53300', unreachable],
  ['53100', full],
  [
    '25006',
    [
      'readOnly',
      (where) =>
        `${where} takes no writes at the moment (it may be a replica). DATABASE_URL must name the primary server.`,
    ],
  ],
  ['28', refused],
  ['3D000', refused],
  ['42501', refused],
  ['55P03', busy],
  ['57014', busy],
];

/** pg throws these without a code. */
const LOST =
  /Connection terminated|not queryable|timeout exceeded when trying to connect|connection timeout|Query read timeout/i;

/** An engine's error in plain words where it speaks of the store's condition; any other as it is. */
export function explain(error: unknown, engine: 'sqlite' | 'postgres', where: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = (engine === 'sqlite' ? SQLITE : POSTGRES).find(([start]) => code.startsWith(start))?.[1];
  const wording = known ?? (engine === 'postgres' && LOST.test(error.message) ? unreachable : undefined);
  return wording ? new StoreError(wording[0], wording[1](where), { cause: error }) : error;
}
