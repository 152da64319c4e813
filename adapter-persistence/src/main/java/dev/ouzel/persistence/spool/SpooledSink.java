package dev.ouzel.persistence.spool;

import dev.ouzel.sink.PostSink;
import java.util.function.Supplier;

/**
 * A sink behind a spool.
 *
 * @param name what it is known by, across restarts: its URI
 * @param opening opens it; called again whenever it was lost, on a thread of the spool's, and may
 *     fail as {@link PostSink}s fail to open
 */
public record SpooledSink(String name, Supplier<PostSink> opening) {}
