package dev.ouzel.ingest;

/**
 * What came of an ingest.
 *
 * @param end why it is over
 * @param tally what it counted
 */
public record IngestReport(IngestEnd end, Tally tally) {}
