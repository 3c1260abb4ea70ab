import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely';

interface Manners {
  /** How a transaction starts. */
  readonly begin: string;
  explain(error: unknown): unknown;
}

/**
 * A Kysely driver whose errors are in plain words and whose failed roll-backs don't hide why there is one: a full disk
 * or a lost connection has ended the transaction already.
 */
export function plainSpoken(inner: Driver, { begin, explain }: Manners): Driver {
  const originals = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const original = (connection: DatabaseConnection) => originals.get(connection) ?? connection;

  async function explained<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw explain(error);
    }
  }

  function wrap(connection: DatabaseConnection): DatabaseConnection {
    const wrapped: DatabaseConnection = {
      executeQuery: <R>(query: CompiledQuery): Promise<QueryResult<R>> =>
        explained(() => connection.executeQuery<R>(query)),
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    };
    originals.set(wrapped, connection);
    return wrapped;
  }

  return {
    init: () => explained(() => inner.init()),
    acquireConnection: async () => wrap(await explained(() => inner.acquireConnection())),
    releaseConnection: (connection) => inner.releaseConnection(original(connection)),
    beginTransaction: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw(begin));
    },
    commitTransaction: (connection) => explained(() => inner.commitTransaction(original(connection))),
    async rollbackTransaction(connection) {
      try {
        await inner.rollbackTransaction(original(connection));
      } catch {
        // the error that led here is the one to tell
      }
    },
    destroy: () => inner.destroy(),
  };
}
