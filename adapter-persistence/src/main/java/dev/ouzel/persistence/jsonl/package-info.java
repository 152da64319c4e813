/**
 * Posts as lines in files, to keep for good and to read with any tool. Of the stream {@code s}, a
 * directory holds
 *
 * <ul>
 *   <li>{@code s-active.jsonl}: the segment that is written, plain. A post's frame and a line feed,
 *       nothing else.
 *   <li>{@code s-FROM-TO-NUMBER.jsonl.zst}: sealed segments, which are never written again. FROM
 *       and TO are when the first and the last of its posts were received, in UTC; NUMBER counts
 *       up, whatever the clock does.
 *   <li>{@code s.dead_letters.jsonl}: {@code received_at}, {@code reason}, and the bytes as {@code
 *       text} or, where they are not proper UTF-8, as {@code base64}.
 *   <li>{@code s.ledger.jsonl}: closed stretches of time, connections and rematches, told apart by
 *       {@code kind}.
 *   <li>{@code s.state}: a directory of Ouzel's own. Its {@code index} says how far all of the
 *       above was committed; {@code NUMBER.ids} are the ids of a segment's posts, eight bytes each.
 * </ul>
 *
 * <p>A commit appends to the files and syncs each, then adds one line with a checksum to the index
 * and syncs that. What a file holds beyond the last whole line's lengths was never acknowledged,
 * and is cut off at the next start. After a failed write or sync nothing is built on what may be in
 * memory only: the files are closed, opened again and cut back, the index is written anew, and the
 * batch offered again is written from the batch.
 *
 * <p>The first commit that finds the segment too long or too old seals it: the file gets its
 * lasting name, then a new index speaks of the next segment. Compression has a thread of its own,
 * and works on one segment; the plain one is deleted when the compressed one is synced and named.
 * Whatever interrupts it, the next start begins it again.
 *
 * <p>All but the directory {@code s.state} may be moved and deleted by others at any time.
 */
package dev.ouzel.persistence.jsonl;
