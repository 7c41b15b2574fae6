import { createHash } from 'node:crypto';
import type { Replication } from '../../experiment/observation/replication.js';
import { bytesOfReplication, replicationOfBytes } from '../replication-bytes.js';

const MAGIC = Buffer.from('queuelab kept replication 1\n');
const DIGEST = 32;

/** The content of a file that keeps one replication: a first line, a SHA-256 of key and content together, and the content. */
export function keptContent(key: string, replication: Replication): Uint8Array {
  const bytes = bytesOfReplication(replication);
  return Buffer.concat([MAGIC, digestOf(key, bytes), bytes]);
}

/** The replication that was kept under the key; null where the file is not whole, or was another's. */
export function keptReplication(key: string, content: Uint8Array): Replication | null {
  const start = MAGIC.length + DIGEST;
  if (content.length <= start || !MAGIC.equals(content.subarray(0, MAGIC.length))) return null;
  const bytes = content.subarray(start);
  if (!digestOf(key, bytes).equals(content.subarray(MAGIC.length, start))) return null;
  try {
    return replicationOfBytes(bytes);
  } catch {
    // Whole, but of a Node that writes what this one cannot read.
    return null;
  }
}

function digestOf(key: string, bytes: Uint8Array): Buffer {
  return createHash('sha256').update(key).update(bytes).digest();
}
