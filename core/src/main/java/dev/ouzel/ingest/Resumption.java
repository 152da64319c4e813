package dev.ouzel.ingest;

import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.PostIds;
import java.util.Optional;

/**
 * What the sink remembers of the time before.
 *
 * @param checkpoint the last batch's
 * @param recent ids of posts created lately, to fill the duplicate window
 * @param isRecentWhole true when no other posts created lately are kept
 */
record Resumption(Optional<Checkpoint> checkpoint, PostIds recent, boolean isRecentWhole) {}
