/**
 * The engine: a machine that decides and an engine that does.
 *
 * <p>{@link dev.ouzel.ingest.Ingestor} is what embedders start. {@code IngestMachine} holds every
 * decision: it is told what happened and when, and answers with commands. {@code IngestEngine}
 * carries the commands out through the ports and tells the machine what came of them. All of it
 * runs on one {@link dev.ouzel.loop.EventLoop}, one task at a time; nothing here has a lock, a
 * thread, a clock or chance of its own.
 */
package dev.ouzel.ingest;
