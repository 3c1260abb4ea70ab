import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { titleIdentity } from '../../src/intake/identity.ts';
import type { PaperRecord } from '../../src/papers/paper.ts';
import { hashedPerson, PEOPLE_SALT } from './person-hash.ts';
import type { Schema } from './schema.ts';

const SALT_BYTES = 32;

/** Makes the database's salt, and gives rows from before it what they have no column for. */
export async function finishLive(transaction: Transaction<Schema>): Promise<void> {
  const salt = randomBytes(SALT_BYTES).toString('base64url');
  await transaction.insertInto('salts').values({ name: PEOPLE_SALT, salt }).execute();
  await nameTitles(transaction);
  await hashPeople(transaction, salt);
}

async function nameTitles(transaction: Transaction<Schema>): Promise<void> {
  const rows = await transaction
    .selectFrom('papers')
    .select(['id', 'record'])
    .orderBy('first_seen')
    .orderBy('id')
    .execute();
  const taken = new Set<string>();
  for (const { id, record } of rows) {
    const { arxivId, title }: PaperRecord = JSON.parse(record);
    const isFirst = arxivId !== undefined && !taken.has(arxivId);
    if (isFirst) {
      taken.add(arxivId);
      await transaction.updateTable('papers').set({ arxiv_id: arxivId }).where('id', '=', id).execute();
    }
    await transaction
      .insertInto('paper_titles')
      .values({ title_key: titleIdentity(title), paper_id: id })
      .execute();
  }
}

async function hashPeople(transaction: Transaction<Schema>, salt: string): Promise<void> {
  const rows = await transaction.selectFrom('signals').select(['adapter', 'workspace', 'person']).distinct().execute();
  for (const { adapter, workspace, person } of rows)
    await transaction
      .updateTable('signals')
      .set({ person: hashedPerson({ adapter, workspace, id: person }, salt) })
      .where('person', '=', person)
      .where('workspace', '=', workspace)
      .where('adapter', '=', adapter)
      .execute();
}
