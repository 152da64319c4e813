package dev.ouzel.sink;

/**
 * What became of a batch. {@code stored + duplicates} is the number of its posts.
 *
 * @param sequence the batch's number
 * @param stored posts that the sink did not hold before
 * @param duplicates posts that it held already
 */
public record CommitReceipt(long sequence, int stored, int duplicates) {}
